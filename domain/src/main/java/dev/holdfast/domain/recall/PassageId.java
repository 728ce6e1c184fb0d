package dev.holdfast.domain.recall;

import java.util.Comparator;
import java.util.UUID;

/**
 * Names a passage across kinds.
 *
 * @param value the id of the memory or of the chunk; of one kind, ids in their order are the order of writing
 */
public record PassageId(PassageKind kind, UUID value) {
    /** Kind by kind, and then by the bytes of the ids, as databases order them. */
    public static final Comparator<PassageId> ORDER = Comparator.comparing(PassageId::kind)
            .thenComparing(id -> id.value.getMostSignificantBits(), Long::compareUnsigned)
            .thenComparing(id -> id.value.getLeastSignificantBits(), Long::compareUnsigned);
}
