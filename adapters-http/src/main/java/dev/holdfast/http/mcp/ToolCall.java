package dev.holdfast.http.mcp;

import dev.holdfast.domain.shared.Cursor;
import dev.holdfast.domain.shared.Digest;
import dev.holdfast.http.support.Json;
import dev.holdfast.ports.shared.CallContext;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One call of a tool.
 *
 * @param arguments as the tool declares them
 * @param given the same as they were sent, without cursor and idempotency key
 */
public record ToolCall<B>(McpCall call, String tool, B arguments, Map<String, @Nullable Object> given) {
    public CallContext context() {
        return call.context();
    }

    /** Where the list goes on that {@code text} was given for. */
    public Optional<Cursor> position(Optional<String> text) {
        return text.map(cursor -> call.cursors().decode(cursor, binding()));
    }

    /** A position of this list as a client is given it; good for the same tool, tenant and arguments only. */
    public String cursor(Cursor position) {
        return call.cursors().encode(position, binding());
    }

    private byte[] binding() {
        return new Digest()
                .add("tool")
                .add(context().principal().tenant().value())
                .add(tool)
                .add(canonical(given))
                .bytes();
    }

    static byte[] canonical(Map<String, @Nullable Object> members) {
        Map<String, @Nullable Object> sorted = new TreeMap<>(members);
        sorted.remove("cursor");
        return Json.write(sorted);
    }
}
