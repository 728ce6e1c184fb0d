DROP TABLE holdfast.chunk;
DROP TABLE holdfast.document;
DROP TABLE holdfast.collection;
DROP FUNCTION holdfast.keep_chunks_true();
DROP FUNCTION holdfast.content_hash(text);
DROP FUNCTION holdfast.index_chunk_words();
DROP FUNCTION holdfast.chunk_words;
