DROP INDEX holdfast.chunk_content;
CREATE INDEX chunk_content ON holdfast.chunk (tenant_id, content_hash);

DROP INDEX holdfast.memory_category;
CREATE INDEX memory_category ON holdfast.memory (tenant_id, category, namespace, key);

DROP INDEX holdfast.memory_content;
CREATE INDEX memory_content ON holdfast.memory (tenant_id, content_hash);

DROP INDEX holdfast.idempotency_claim_expiry;
CREATE INDEX idempotency_claim_expiry ON holdfast.idempotency_claim (tenant_id, expires_at);
