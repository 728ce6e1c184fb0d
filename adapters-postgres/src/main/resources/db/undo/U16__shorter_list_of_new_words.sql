ALTER INDEX IF EXISTS holdfast.memory_terms RESET (gin_pending_list_limit);
