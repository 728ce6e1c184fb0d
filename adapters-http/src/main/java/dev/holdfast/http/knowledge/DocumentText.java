package dev.holdfast.http.knowledge;

import dev.holdfast.domain.knowledge.Chunk;
import dev.holdfast.domain.knowledge.Document;
import dev.holdfast.domain.shared.Cursor;
import dev.holdfast.domain.shared.InvalidInput;
import dev.holdfast.domain.shared.Page;
import dev.holdfast.domain.shared.PageRequest;
import dev.holdfast.http.mcp.Budget;
import dev.holdfast.ports.knowledge.KnowledgeService;
import dev.holdfast.ports.shared.CallContext;
import java.util.Optional;

/** The text of a document from its chunks, as much of it as fits. What a chunk repeats of the one before is left out. */
public final class DocumentText {
    private static final int MAX_REPEATED = 2_000;
    private static final int PAGE = 20;

    private final KnowledgeService knowledge;

    public DocumentText(KnowledgeService knowledge) {
        this.knowledge = knowledge;
    }

    /**
     * A stretch of text.
     *
     * @param next where it goes on; empty when this is the end
     */
    public record Part(String text, Optional<Cursor> next) {}

    /** @param from what {@link Part#next} said; empty for the beginning */
    public Part read(CallContext call, Document document, Optional<Cursor> from, Budget budget) {
        int ordinal = from.map(cursor -> number(cursor, 0)).orElse(0);
        int offset = from.map(cursor -> number(cursor, 1)).orElse(0);
        StringBuilder text = new StringBuilder();
        String before = "";
        Optional<PageRequest> wanted = Optional.of(page(ordinal));
        while (wanted.isPresent()) {
            Page<Chunk> found = knowledge.chunks(call, document.address(), wanted.get());
            for (Chunk chunk : found.items()) {
                int start = Math.min(
                        Math.max(offset, repeated(before, chunk.text())),
                        chunk.text().length());
                String rest = chunk.text().substring(start);
                Optional<String> fitting = rest.isEmpty() ? Optional.of("") : budget.take(rest);
                if (fitting.isEmpty()) {
                    return new Part(text.toString(), Optional.of(at(chunk.ordinal(), start)));
                }
                text.append(text.isEmpty() || rest.isEmpty() ? "" : "\n\n").append(fitting.get());
                if (fitting.get().length() < rest.length()) {
                    return new Part(
                            text.toString(),
                            Optional.of(
                                    at(chunk.ordinal(), start + fitting.get().length())));
                }
                before = chunk.text();
                offset = 0;
            }
            wanted = found.next().map(cursor -> PageRequest.after(cursor, PAGE));
        }
        return new Part(text.toString(), Optional.empty());
    }

    private static PageRequest page(int ordinal) {
        return ordinal == 0
                ? PageRequest.first(PAGE)
                : PageRequest.after(Cursor.after(Integer.toString(ordinal - 1)), PAGE);
    }

    private static Cursor at(int ordinal, int offset) {
        return Cursor.after(Integer.toString(ordinal), Integer.toString(offset));
    }

    /** How much of the beginning of {@code text} is the end of {@code before}. */
    private static int repeated(String before, String text) {
        for (int length = Math.min(MAX_REPEATED, Math.min(before.length(), text.length())); length > 0; length--) {
            if (before.regionMatches(before.length() - length, text, 0, length)) {
                return length;
            }
        }
        return 0;
    }

    private static int number(Cursor cursor, int index) {
        try {
            return Integer.parseInt(cursor.at(index));
        } catch (NumberFormatException foreign) {
            throw InvalidInput.of("/cursor", "malformed", "the cursor does not belong to this list");
        }
    }
}
