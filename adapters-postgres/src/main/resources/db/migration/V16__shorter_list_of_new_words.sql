-- Whoever fills the list of entries that the index has still to take merges it, and everybody who writes in the same batch waits. Searches
-- read the list, too.
ALTER INDEX IF EXISTS holdfast.memory_terms SET (gin_pending_list_limit = 1024);
