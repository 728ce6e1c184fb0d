package dev.holdfast.http.mcp;

import dev.holdfast.domain.shared.Staleness;
import dev.holdfast.http.support.Call;
import dev.holdfast.http.support.CursorCodec;
import dev.holdfast.ports.shared.CallContext;
import java.util.Optional;

/**
 * One request of a client.
 *
 * @param context who calls, and until when
 * @param cursors what signs the positions of lists
 * @param progressToken by which the client wants to hear how far it is
 */
public record McpCall(
        CallContext context, CursorCodec cursors, ProtocolVersion version, Peer peer, Optional<Object> progressToken) {
    static McpCall of(
            CallContext context, CursorCodec cursors, ProtocolVersion version, Peer peer, RpcMessage.Request request) {
        return new McpCall(context, cursors, version, peer, Wire.token(request.meta(), "progressToken"));
    }

    /** Tells how far a long call is, if the client wants to hear it. */
    public void progress(int done, int total) {
        progressToken.ifPresent(token -> peer.tell(
                "notifications/progress", Wire.object("progressToken", token, "progress", done, "total", total)));
    }

    /** Whether what was read for it came from a copy, and how far that is behind, as the answer tells it. */
    Optional<Long> staleness() {
        return seconds(context.staleness());
    }

    /** As it is told if the answer is given now. */
    static Optional<Long> seconds(Staleness staleness) {
        return staleness.oldest().map(Call::seconds);
    }

    McpCall with(CallContext other) {
        return new McpCall(other, cursors, version, peer, progressToken);
    }
}
