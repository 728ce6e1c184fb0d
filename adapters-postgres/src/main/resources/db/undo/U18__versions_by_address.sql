DROP INDEX holdfast.memory_history_address;
CREATE INDEX memory_history_address ON holdfast.memory_history (tenant_id, namespace, key, recorded_at);
