DROP TABLE holdfast.audit_entry;
DROP FUNCTION holdfast.refuse_resealing();
