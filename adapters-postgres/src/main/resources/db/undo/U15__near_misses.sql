DROP INDEX holdfast.chunk_trigrams;
CREATE INDEX chunk_trigrams ON holdfast.chunk USING gin ("left"(text, 1000) holdfast.gin_trgm_ops);

DROP INDEX holdfast.memory_trigrams;
CREATE INDEX memory_trigrams ON holdfast.memory USING gin ("left"(content, 1000) holdfast.gin_trgm_ops);
