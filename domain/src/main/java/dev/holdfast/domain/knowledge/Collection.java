package dev.holdfast.domain.knowledge;

import dev.holdfast.domain.shared.InvalidInput;
import dev.holdfast.domain.shared.JsonDocument;
import dev.holdfast.domain.shared.PrincipalId;
import dev.holdfast.domain.shared.Revision;
import dev.holdfast.domain.shared.TextRules;
import dev.holdfast.domain.shared.Violations;
import java.time.Instant;
import java.util.Optional;

/**
 * Documents that belong together. The caller's part is documented at {@link CollectionDraft}.
 *
 * @param version 1 at first, one more at every change of the collection itself; its documents have their own
 * @param createdBy the principal that wrote this version
 */
public record Collection(
        CollectionId id,
        CollectionName name,
        Optional<String> description,
        Language language,
        Profile profile,
        Optional<String> embeddingModel,
        JsonDocument metadata,
        Revision version,
        Instant createdAt,
        Instant updatedAt,
        PrincipalId createdBy) {
    /** @throws InvalidInput when {@code draft} would change what is chosen once */
    public void requireSameKind(CollectionDraft draft) {
        new Violations()
                .addIf(
                        !language.equals(draft.language()),
                        "/language",
                        "immutable",
                        "the language of this collection is " + language + " and does not change")
                .addIf(
                        profile != draft.profile(),
                        "/profile",
                        "immutable",
                        "the profile of a collection does not change")
                .throwIfAny();
    }

    /** What it counts for in a page ({@link dev.holdfast.domain.shared.Page#MAX_BYTES}). */
    public long weight() {
        return DocumentDraft.METADATA_WEIGHT * metadata.bytes()
                + description.map(TextRules::utf8Length).orElse(0L);
    }
}
