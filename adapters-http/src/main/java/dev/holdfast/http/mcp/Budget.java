package dev.holdfast.http.mcp;

import dev.holdfast.domain.shared.InvalidInput;
import dev.holdfast.domain.shared.PageRequest;
import dev.holdfast.domain.shared.TextRules;
import java.util.Optional;

/** How much a reply may take of a model's window. A token is taken for four bytes of UTF-8. */
public final class Budget {
    public static final int DEFAULT_TOKENS = 2_000;
    public static final int MAX_TOKENS = 100_000;

    private static final int BYTES_PER_TOKEN = 4;
    /** Name, date, source and marks of an item. */
    private static final int PER_ITEM = 30;

    private int left;
    private int used;

    private Budget(int tokens) {
        this.left = tokens;
    }

    /** @throws InvalidInput unless the wish is 1 to {@value #MAX_TOKENS} */
    public static Budget of(Optional<Integer> wish, int otherwise) {
        int tokens = wish.orElse(otherwise);
        if (tokens < 1 || tokens > MAX_TOKENS) {
            throw InvalidInput.of("/max_tokens", "out_of_range", "max_tokens is 1 to " + MAX_TOKENS);
        }
        return new Budget(tokens);
    }

    /**
     * How many items a reply has at most.
     *
     * @throws InvalidInput when the wish is less than one; more than a list has anywhere is taken for that
     */
    public static int items(Optional<Integer> wish, int otherwise) {
        int items = wish.orElse(otherwise);
        if (items < 1) {
            throw InvalidInput.of("/limit", "out_of_range", "limit is 1 to " + PageRequest.MAX_LIMIT);
        }
        return Math.min(items, PageRequest.MAX_LIMIT);
    }

    public static int tokens(String text) {
        return (int) ((TextRules.utf8Length(text) + BYTES_PER_TOKEN - 1) / BYTES_PER_TOKEN);
    }

    /**
     * Takes room for one more text.
     *
     * @return as much of it as there is room for; empty when there is none. The first text is never left out whole
     */
    public Optional<String> take(String text) {
        int room = left - PER_ITEM;
        boolean first = used == 0;
        if (room <= 0 && !first) {
            return Optional.empty();
        }
        String fitting = cut(text, Math.max(1, room));
        if (fitting.length() < text.length() && !first && fitting.length() < text.length() / 2) {
            return Optional.empty();
        }
        int taken = tokens(fitting) + PER_ITEM;
        left -= taken;
        used += taken;
        return Optional.of(fitting);
    }

    public int used() {
        return used;
    }

    /** The longest beginning of {@code text} within {@code tokens}, never through a pair of surrogates; at least one character. */
    public static String cut(String text, int tokens) {
        if (tokens(text) <= tokens) {
            return text;
        }
        int bytes = 0;
        int end = 0;
        while (end < text.length()) {
            int point = text.codePointAt(end);
            bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
            if (bytes > (long) tokens * BYTES_PER_TOKEN && end > 0) {
                return text.substring(0, end);
            }
            end += Character.charCount(point);
        }
        return text;
    }
}
