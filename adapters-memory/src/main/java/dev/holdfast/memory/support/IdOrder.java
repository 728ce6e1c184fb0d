package dev.holdfast.memory.support;

import dev.holdfast.domain.shared.TypedId;
import java.util.Comparator;
import java.util.UUID;

/** The order of ids by their bytes, as databases order them; {@link UUID#compareTo} takes the halves for signed numbers. */
public final class IdOrder {
    public static final Comparator<UUID> OF_UUIDS = Comparator.comparing(
                    UUID::getMostSignificantBits, Long::compareUnsigned)
            .thenComparing(UUID::getLeastSignificantBits, Long::compareUnsigned);
    public static final Comparator<TypedId> OF_IDS = Comparator.comparing(TypedId::value, OF_UUIDS);

    private IdOrder() {}
}
