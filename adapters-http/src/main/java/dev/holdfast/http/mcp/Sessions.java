package dev.holdfast.http.mcp;

import dev.holdfast.domain.shared.Cursor;
import dev.holdfast.domain.shared.Digest;
import dev.holdfast.domain.shared.InvalidInput;
import dev.holdfast.http.support.CursorCodec;
import dev.holdfast.http.support.Refusal;
import dev.holdfast.ports.shared.CallContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The session ids of revisions with a handshake. An id is all there is of a session: it carries what was agreed, signed for the caller
 * it was given to, so no server keeps anything, any server understands it, and a restart ends nothing. It opens no door; each
 * request has its key.
 */
record Sessions(ProtocolVersion version, Set<String> capabilities) {
    static final String HEADER = "Mcp-Session-Id";

    private static final List<String> KNOWN = List.of("sampling", "elicitation", "roots");

    static Sessions agreed(Map<String, @Nullable Object> params) {
        Map<String, @Nullable Object> offered =
                Wire.member(params, "capabilities").orElse(Map.of());
        return new Sessions(
                McpServer.agreed(params),
                Set.copyOf(KNOWN.stream().filter(offered::containsKey).toList()));
    }

    String id(CallContext context, CursorCodec codec) {
        List<String> parts = new ArrayList<>(List.of(version.wireName()));
        KNOWN.stream().filter(capabilities::contains).forEach(parts::add);
        return codec.encode(new Cursor(parts), binding(context));
    }

    /** What was agreed with the caller under that id; empty when it was not given to it, or too long ago. */
    static Optional<Sessions> of(String id, CallContext context, CursorCodec codec) {
        try {
            List<String> parts = codec.decode(id, binding(context)).position();
            return ProtocolVersion.of(parts.get(0))
                    .map(version -> new Sessions(version, Set.copyOf(parts.subList(1, parts.size()))));
        } catch (Refusal | InvalidInput forged) {
            return Optional.empty();
        }
    }

    private static byte[] binding(CallContext context) {
        return new Digest()
                .add("mcp session")
                .add(context.principal().tenant().value())
                .add(context.principal().id().value())
                .bytes();
    }
}
