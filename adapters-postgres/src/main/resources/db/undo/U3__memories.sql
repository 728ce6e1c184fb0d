REVOKE USAGE ON SCHEMA holdfast FROM holdfast_search;
DROP TABLE holdfast.memory_history;
DROP TABLE holdfast.memory;
DROP FUNCTION holdfast.keep_memory_history();
DROP FUNCTION holdfast.memory_words;
