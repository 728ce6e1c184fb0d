-- As V17: who asks for a version by its number is not led through all versions of the tenant. Who asks by address compares the namespace.
DROP INDEX holdfast.memory_history_address;
CREATE INDEX memory_history_address ON holdfast.memory_history (tenant_id, namespace, key, recorded_at) WHERE namespace IS NOT NULL;
