package dev.holdfast.domain.knowledge;

import dev.holdfast.domain.shared.JsonDocument;
import dev.holdfast.domain.shared.TextRules;
import dev.holdfast.domain.shared.Violation;
import dev.holdfast.domain.shared.Violations;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a caller says of a collection; the rest of {@link Collection} is the server's.
 *
 * @param description 1 to {@value #MAX_DESCRIPTION_CHARACTERS} characters
 * @param language of its texts; chosen once, because everything would have to be indexed anew
 * @param profile chosen once
 * @param embeddingModel the name of the model that embeds its chunks, 1 to 128 of {@code A-Z a-z 0-9 . _ : / -}; empty for
 *     those of the tenant
 * @param metadata any JSON object of at most {@value #MAX_METADATA_BYTES} bytes
 */
public record CollectionDraft(
        CollectionName name,
        Optional<String> description,
        Language language,
        Profile profile,
        Optional<String> embeddingModel,
        JsonDocument metadata) {
    public static final int MAX_DESCRIPTION_CHARACTERS = 4096;
    public static final int MAX_METADATA_BYTES = 64 * 1024;

    private static final Pattern MODEL = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:/-]{0,127}");

    public CollectionDraft {
        new Violations()
                .add(description.flatMap(text -> TextRules.check("/description", text, 1, MAX_DESCRIPTION_CHARACTERS)))
                .add(embeddingModel
                        .filter(model -> !MODEL.matcher(model).matches())
                        .map(model -> new Violation(
                                "/embedding_model",
                                "malformed",
                                "a model's name is 1 to 128 of letters, digits and . _ : / -,"
                                        + " beginning with a letter or a digit")))
                .addIf(
                        metadata.bytes() > MAX_METADATA_BYTES,
                        "/metadata",
                        "too_long",
                        "metadata may have " + MAX_METADATA_BYTES + " bytes")
                .throwIfAny();
    }

    /** English texts without a model. */
    public static CollectionDraft of(CollectionName name) {
        return new CollectionDraft(
                name, Optional.empty(), Language.ENGLISH, Profile.TEXT, Optional.empty(), JsonDocument.EMPTY);
    }
}
