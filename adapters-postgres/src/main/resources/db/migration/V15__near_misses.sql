-- Each write puts one entry into such an index, where GIN takes hundreds, one for each trigram: that was half of what a write cost. A question
-- that no word answers reads more of it, which is rare.
DROP INDEX holdfast.memory_trigrams;
CREATE INDEX memory_trigrams ON holdfast.memory USING gist ("left"(content, 1000) holdfast.gist_trgm_ops (siglen = 256));

DROP INDEX holdfast.chunk_trigrams;
CREATE INDEX chunk_trigrams ON holdfast.chunk USING gist ("left"(text, 1000) holdfast.gist_trgm_ops (siglen = 256));
