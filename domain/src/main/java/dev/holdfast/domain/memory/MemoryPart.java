package dev.holdfast.domain.memory;

/** What memories are told apart by, of which a caller may want to see which values there are. */
public enum MemoryPart {
    NAMESPACE,
    KEY,
    CATEGORY;

    public String of(Memory memory) {
        return switch (this) {
            case NAMESPACE -> memory.namespace().value();
            case KEY -> memory.key();
            case CATEGORY -> memory.category();
        };
    }
}
