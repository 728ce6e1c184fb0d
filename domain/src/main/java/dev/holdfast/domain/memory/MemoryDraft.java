package dev.holdfast.domain.memory;

import dev.holdfast.domain.shared.JsonDocument;
import dev.holdfast.domain.shared.Moments;
import dev.holdfast.domain.shared.TextRules;
import dev.holdfast.domain.shared.Violations;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a caller says of a memory; the rest of {@link Memory} is the server's.
 *
 * @param content the fact itself, 1 byte to {@value #MAX_CONTENT_BYTES} bytes of UTF-8
 * @param category 1 to {@value #MAX_CATEGORY_CHARACTERS} characters, {@value #DEFAULT_CATEGORY} unless said otherwise
 * @param importance {@value #MIN_IMPORTANCE} to {@value #MAX_IMPORTANCE}, {@value #MIN_IMPORTANCE} unless said otherwise
 * @param tags at most {@value #MAX_TAGS} different ones of 1 to {@value #MAX_TAG_CHARACTERS} characters, in the caller's order
 * @param metadata any JSON object of at most {@value #MAX_METADATA_BYTES} bytes
 * @param source where the fact comes from, 1 to {@value #MAX_SOURCE_CHARACTERS} characters: a URI, a tool, a person
 * @param validFrom when the fact began to be true in the world; empty if that is not known
 * @param validTo when it ceased to be true, after {@code validFrom}
 * @param expiresAt from this moment on the memory is not returned anywhere
 */
public record MemoryDraft(
        MemoryAddress address,
        String content,
        String category,
        int importance,
        List<String> tags,
        JsonDocument metadata,
        Optional<String> source,
        Optional<Instant> validFrom,
        Optional<Instant> validTo,
        Optional<Instant> expiresAt) {
    public static final String DEFAULT_CATEGORY = "general";
    public static final int MIN_IMPORTANCE = 1;
    public static final int MAX_IMPORTANCE = 10;
    public static final int MAX_CONTENT_BYTES = 256 * 1024;
    public static final int MAX_METADATA_BYTES = 64 * 1024;
    public static final int MAX_CATEGORY_CHARACTERS = 64;
    public static final int MAX_TAGS = 64;
    public static final int MAX_TAG_CHARACTERS = 128;
    public static final int MAX_SOURCE_CHARACTERS = 2048;

    public MemoryDraft {
        tags = List.copyOf(tags);
        Violations violations = new Violations()
                .add(TextRules.check("/content", content, 1, MAX_CONTENT_BYTES)
                        .or(() -> TextRules.checkBytes("/content", content, MAX_CONTENT_BYTES)))
                .add(TextRules.check("/category", category, 1, MAX_CATEGORY_CHARACTERS))
                .addIf(
                        importance < MIN_IMPORTANCE || importance > MAX_IMPORTANCE,
                        "/importance",
                        "out_of_range",
                        "importance is " + MIN_IMPORTANCE + " to " + MAX_IMPORTANCE)
                .addIf(tags.size() > MAX_TAGS, "/tags", "too_many", "at most " + MAX_TAGS + " tags");
        for (int i = 0; i < tags.size(); i++) {
            violations.add(TextRules.check("/tags/" + i, tags.get(i), 1, MAX_TAG_CHARACTERS));
        }
        violations
                .addIf(
                        tags.stream().distinct().count() != tags.size(),
                        "/tags",
                        "duplicate",
                        "tags must differ from one another")
                .addIf(
                        metadata.bytes() > MAX_METADATA_BYTES,
                        "/metadata",
                        "too_long",
                        "metadata may have " + MAX_METADATA_BYTES + " bytes")
                .add(source.flatMap(text -> TextRules.check("/source", text, 1, MAX_SOURCE_CHARACTERS)))
                .add(Moments.check("/valid_from", validFrom))
                .add(Moments.check("/valid_to", validTo))
                .add(Moments.check("/expires_at", expiresAt))
                .throwIfAny();
        validFrom = Moments.toMicros(validFrom);
        validTo = Moments.toMicros(validTo);
        expiresAt = Moments.toMicros(expiresAt);
        new Violations()
                .addIf(
                        validFrom.isPresent()
                                && validTo.isPresent()
                                && !validFrom.get().isBefore(validTo.get()),
                        "/valid_to",
                        "out_of_order",
                        "valid_to must be after valid_from")
                .throwIfAny();
    }

    /** A fact with everything else left at its default. */
    public static MemoryDraft of(MemoryAddress address, String content) {
        return new MemoryDraft(
                address,
                content,
                DEFAULT_CATEGORY,
                MIN_IMPORTANCE,
                List.of(),
                JsonDocument.EMPTY,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
