DROP TABLE holdfast.term_statistics;
DROP TABLE holdfast.corpus_statistics;
REVOKE SELECT ON holdfast.memory_history FROM holdfast_search;
DROP POLICY memory_history_search ON holdfast.memory_history;
DROP INDEX holdfast.chunk_collection;
DROP INDEX holdfast.chunk_trigrams;
DROP INDEX holdfast.chunk_terms;
DROP INDEX holdfast.memory_neighbours;
DROP INDEX holdfast.memory_terms;
DROP TRIGGER memory_has_new_words ON holdfast.memory;
DROP TRIGGER memory_has_words ON holdfast.memory;
ALTER TABLE holdfast.memory DROP COLUMN length, DROP COLUMN words;
ALTER TABLE holdfast.memory
    ADD COLUMN words tsvector NOT NULL GENERATED ALWAYS AS (holdfast.memory_words(key, tags, content)) STORED;
DROP FUNCTION holdfast.index_memory_words();
DROP FUNCTION holdfast.terms_in;
DROP FUNCTION holdfast.quoted_term;
DROP FUNCTION holdfast.owned_terms;
DROP FUNCTION holdfast.term_owner;
