DROP FUNCTION holdfast.remove_past_of_memories;
DROP FUNCTION holdfast.remove_memory_versions;
DROP FUNCTION holdfast.remove_memories;
DROP TRIGGER memory_begins_once ON holdfast.memory;
DROP TRIGGER memory_goes_on ON holdfast.memory;
DROP FUNCTION holdfast.refuse_second_beginning();
DROP FUNCTION holdfast.go_on_from_tombstone();
DROP TABLE holdfast.memory_tombstone;
DROP TABLE holdfast.retention_policy;
