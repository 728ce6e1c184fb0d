package dev.holdfast.domain.knowledge;

import dev.holdfast.domain.shared.JsonDocument;
import dev.holdfast.domain.shared.TextRules;
import dev.holdfast.domain.shared.Violations;
import java.util.List;

/**
 * One piece of a document's text, as whoever cut it says.
 *
 * @param text 1 byte to {@value #MAX_TEXT_BYTES} bytes of UTF-8
 * @param headings those it stands under, the outermost first: at most {@value #MAX_HEADINGS} of 1 to
 *     {@value #MAX_HEADING_CHARACTERS} characters
 * @param tokens how many tokens of a language model the text is, about; 0 or more
 * @param metadata any JSON object of at most {@value #MAX_METADATA_BYTES} bytes
 */
public record ChunkDraft(String text, List<String> headings, int tokens, JsonDocument metadata) {
    public static final int MAX_TEXT_BYTES = 32 * 1024;
    public static final int MAX_HEADINGS = 8;
    public static final int MAX_HEADING_CHARACTERS = 256;
    public static final int MAX_METADATA_BYTES = 16 * 1024;

    public ChunkDraft {
        headings = List.copyOf(headings);
        Violations violations = new Violations()
                .add(TextRules.check("/text", text, 1, MAX_TEXT_BYTES)
                        .or(() -> TextRules.checkBytes("/text", text, MAX_TEXT_BYTES)))
                .addIf(headings.size() > MAX_HEADINGS, "/headings", "too_many", "at most " + MAX_HEADINGS + " headings")
                .addIf(tokens < 0, "/token_count", "out_of_range", "token_count is 0 or more")
                .addIf(
                        metadata.bytes() > MAX_METADATA_BYTES,
                        "/metadata",
                        "too_long",
                        "metadata of a chunk may have " + MAX_METADATA_BYTES + " bytes");
        for (int i = 0; i < headings.size(); i++) {
            violations.add(TextRules.check("/headings/" + i, headings.get(i), 1, MAX_HEADING_CHARACTERS));
        }
        violations.throwIfAny();
    }

    /** What it counts for in a document ({@link DocumentDraft#MAX_BYTES}): about its bytes. */
    public long bytes() {
        return TextRules.utf8Length(text)
                + headings.stream().mapToLong(TextRules::utf8Length).sum()
                + metadata.bytes();
    }
}
