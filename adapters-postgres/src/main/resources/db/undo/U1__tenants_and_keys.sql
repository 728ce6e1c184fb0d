REVOKE SELECT ON holdfast.schema_history FROM holdfast_app;
REVOKE USAGE ON SCHEMA holdfast FROM holdfast_app;
DROP TABLE holdfast.idempotency_claim;
DROP TABLE holdfast.api_key;
DROP TABLE holdfast.tenant;
DROP FUNCTION holdfast.current_tenant();
DROP FUNCTION holdfast.no_tenant();
