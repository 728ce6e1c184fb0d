package dev.holdfast.domain.knowledge;

import dev.holdfast.domain.shared.InvalidInput;
import dev.holdfast.domain.shared.JsonDocument;
import dev.holdfast.domain.shared.TextRules;
import dev.holdfast.domain.shared.Tokens;
import dev.holdfast.domain.shared.Violations;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a document's text into chunks. A chunk is a stretch of the text as it stands, under one heading, of at most {@code size} tokens
 * ({@link Tokens}). Cuts are made between paragraphs; inside one that is too long, between its items or spoken lines
 * ({@code Name: ...}), else between sentences, else lines, else words. A code block or table that fits is never cut, one that does not
 * is cut between lines. Where a chunk does not begin a section, it repeats whole paragraphs, items or sentences from the end of the one
 * before, of at most {@code overlap} tokens in all.
 *
 * <p>Pure: the same text gives the same chunks, in time that grows with its length. All of the text is in them, but for white space and
 * control characters around them and the headings, which are in {@link ChunkDraft#headings}; a heading with nothing under it is a
 * chunk itself.
 *
 * @param size tokens of a chunk, {@value #MIN_SIZE} to {@value #MAX_SIZE}
 * @param overlap tokens, 0 to half of {@code size}
 * @param markdown whether headings ({@code #} to {@code ######}), fenced code and tables of Markdown are recognised
 */
public record Chunker(int size, int overlap, boolean markdown) {
    public static final int MIN_SIZE = 16;
    public static final int MAX_SIZE = 2048;
    public static final int DEFAULT_SIZE = 256;
    public static final int DEFAULT_OVERLAP = 32;

    public Chunker {
        check("/size", size, "/overlap", overlap).throwIfAny();
    }

    /** What is wrong with the parameters of a chunker, which the caller knows by those pointers. */
    public static Violations check(String sizePointer, int size, String overlapPointer, int overlap) {
        return new Violations()
                .addIf(
                        size < MIN_SIZE || size > MAX_SIZE,
                        sizePointer,
                        "out_of_range",
                        "the size is " + MIN_SIZE + " to " + MAX_SIZE + " tokens")
                .addIf(
                        overlap < 0 || overlap > size / 2,
                        overlapPointer,
                        "out_of_range",
                        "the overlap is 0 to half of the size");
    }

    public static Chunker of(boolean markdown) {
        return new Chunker(DEFAULT_SIZE, DEFAULT_OVERLAP, markdown);
    }

    /**
     * The chunks of {@code text} in its order; none of a blank one.
     *
     * @throws InvalidInput when the text is not what can be stored ({@link TextRules#checkEncodable})
     */
    public List<ChunkDraft> chunks(String text) {
        new Violations().add(TextRules.checkEncodable("/text", text)).throwIfAny();
        List<ChunkDraft> chunks = new ArrayList<>();
        for (Section section : Section.sectionsOf(text, markdown)) {
            List<Unit> units = new ArrayList<>();
            section.blocks().forEach(block -> units.addAll(Unit.of(text, block, size)));
            if (units.isEmpty()) {
                section.heading().ifPresent(name -> units.addAll(Unit.of(text, new Section.Block(name, false), size)));
            }
            for (Span span : new Packer(text, units, size, overlap).chunks()) {
                String cut = span.in(text);
                chunks.add(new ChunkDraft(cut, section.headings(), Tokens.estimate(cut), JsonDocument.EMPTY));
            }
        }
        return chunks;
    }

    /**
     * As {@link #chunks}, of twice the size, again and again, while there are more than a document may have. Only of a text longer
     * than a document may be are there too many still.
     */
    public List<ChunkDraft> chunksOfDocument(String text) {
        List<ChunkDraft> chunks = chunks(text);
        for (int larger = size; chunks.size() > DocumentDraft.MAX_CHUNKS && larger < MAX_SIZE; ) {
            larger = Math.min(MAX_SIZE, 2 * larger);
            chunks = new Chunker(larger, overlap, markdown).chunks(text);
        }
        return chunks;
    }
}
