DROP TABLE holdfast.chunk;
DROP TABLE holdfast.document;
DROP TABLE holdfast.collection;
DROP FUNCTION holdfast.drop_replaced_chunks();
DROP FUNCTION holdfast.content_hash(text);
DROP FUNCTION holdfast.index_chunk_words();
DROP FUNCTION holdfast.chunk_words;
