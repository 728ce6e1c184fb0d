package dev.holdfast.domain.knowledge;

import dev.holdfast.domain.shared.JsonDocument;
import dev.holdfast.domain.shared.Moments;
import dev.holdfast.domain.shared.TextRules;
import dev.holdfast.domain.shared.Violations;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a caller says of a document, its whole text in {@code chunks}; the rest of {@link Document} is the server's.
 *
 * @param title 1 to {@value #MAX_TITLE_CHARACTERS} characters
 * @param source where it comes from, 1 to {@value #MAX_SOURCE_CHARACTERS} characters: a URI
 * @param metadata any JSON object of at most {@value #MAX_METADATA_BYTES} bytes
 * @param validFrom when what it says began to be true in the world; empty if that is not known
 * @param validTo when it ceased to be true, after {@code validFrom}
 * @param chunks at most {@value #MAX_CHUNKS}, of {@value #MAX_BYTES} bytes in all; an empty list for a document without text
 */
public record DocumentDraft(
        DocumentAddress address,
        Optional<String> title,
        Optional<String> source,
        JsonDocument metadata,
        Optional<Instant> validFrom,
        Optional<Instant> validTo,
        List<ChunkDraft> chunks) {
    public static final int MAX_TITLE_CHARACTERS = 512;
    public static final int MAX_SOURCE_CHARACTERS = 2048;
    public static final int MAX_METADATA_BYTES = 64 * 1024;
    public static final int MAX_CHUNKS = 2_000;
    public static final long MAX_BYTES = 16 * 1024 * 1024;

    /** Metadata takes more memory than its text: each value is an object. Counts so many times in a page. */
    public static final int METADATA_WEIGHT = 4;

    public DocumentDraft {
        chunks = List.copyOf(chunks);
        new Violations()
                .add(title.flatMap(text -> TextRules.check("/title", text, 1, MAX_TITLE_CHARACTERS)))
                .add(source.flatMap(text -> TextRules.check("/source", text, 1, MAX_SOURCE_CHARACTERS)))
                .addIf(
                        metadata.bytes() > MAX_METADATA_BYTES,
                        "/metadata",
                        "too_long",
                        "metadata may have " + MAX_METADATA_BYTES + " bytes")
                .add(Moments.check("/valid_from", validFrom))
                .add(Moments.check("/valid_to", validTo))
                .addIf(
                        chunks.size() > MAX_CHUNKS,
                        "/chunks",
                        "too_many",
                        "a document has at most " + MAX_CHUNKS + " chunks")
                .addIf(
                        bytes(chunks) > MAX_BYTES,
                        "/chunks",
                        "too_long",
                        "a document has at most " + MAX_BYTES + " bytes")
                .throwIfAny();
        validFrom = Moments.toMicros(validFrom);
        validTo = Moments.toMicros(validTo);
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

    /** A document of nothing but text. */
    public static DocumentDraft of(DocumentAddress address, List<ChunkDraft> chunks) {
        return new DocumentDraft(
                address,
                Optional.empty(),
                Optional.empty(),
                JsonDocument.EMPTY,
                Optional.empty(),
                Optional.empty(),
                chunks);
    }

    /** What its chunks count for in a batch ({@link DocumentRepository#upsertAll}): about their bytes. */
    public long bytes() {
        return bytes(chunks);
    }

    private static long bytes(List<ChunkDraft> chunks) {
        return chunks.stream().mapToLong(ChunkDraft::bytes).sum();
    }
}
