package dev.holdfast.memory.embedding;

import dev.holdfast.domain.embedding.TextOwner;
import dev.holdfast.domain.shared.TenantId;
import java.util.Optional;
import java.util.stream.Stream;

/** Where the texts are that can be embedded. */
@FunctionalInterface
public interface Texts {
    /** Every text of the tenant, in no order. To be used as tables are. */
    Stream<Owned> of(TenantId tenant);

    /**
     * @param model the only one it is to be embedded with, if there is such a wish
     * @param deleted so that it is not embedded, but may come back
     */
    record Owned(TextOwner owner, String text, Optional<String> model, boolean deleted) {}
}
