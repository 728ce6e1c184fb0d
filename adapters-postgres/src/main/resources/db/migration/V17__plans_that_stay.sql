-- An index that begins with the tenant answers whoever asks for one row of it, too, and while a table is small it looks as good as the one
-- that is meant: such a plan stays, and reads all rows of the tenant when there are many. That these columns have a value is always so,
-- but the planner knows it only of who compares them: nobody else can use these indexes.
DROP INDEX holdfast.idempotency_claim_expiry;
CREATE INDEX idempotency_claim_expiry ON holdfast.idempotency_claim (tenant_id, expires_at) WHERE expires_at IS NOT NULL;

DROP INDEX holdfast.memory_content;
CREATE INDEX memory_content ON holdfast.memory (tenant_id, content_hash) WHERE content_hash IS NOT NULL;

DROP INDEX holdfast.memory_category;
CREATE INDEX memory_category ON holdfast.memory (tenant_id, category, namespace, key) WHERE category IS NOT NULL;

DROP INDEX holdfast.chunk_content;
CREATE INDEX chunk_content ON holdfast.chunk (tenant_id, content_hash) WHERE content_hash IS NOT NULL;
