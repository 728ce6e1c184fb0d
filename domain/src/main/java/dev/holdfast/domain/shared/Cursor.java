package dev.holdfast.domain.shared;

import java.util.List;

/**
 * Where a keyset walk goes on: the sort values of the last item that was answered. Only the repository that made it can
 * read it; the edges sign it and make it opaque before it leaves the server.
 */
public record Cursor(List<String> position) {
    public Cursor {
        position = List.copyOf(position);
    }

    public static Cursor after(String... position) {
        return new Cursor(List.of(position));
    }

    /** The {@code index}th sort value. */
    public String at(int index) {
        if (index >= position.size()) {
            throw InvalidInput.of("/cursor", "malformed", "the cursor does not belong to this list");
        }
        return position.get(index);
    }
}
