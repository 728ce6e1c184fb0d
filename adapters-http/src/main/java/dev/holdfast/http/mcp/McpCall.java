package dev.holdfast.http.mcp;

import dev.holdfast.http.support.CursorCodec;
import dev.holdfast.ports.shared.CallContext;

/**
 * One request of a client.
 *
 * @param context who calls, and until when
 * @param cursors what signs the positions of lists
 */
public record McpCall(CallContext context, CursorCodec cursors, ProtocolVersion version, Peer peer) {
    McpCall with(CallContext other) {
        return new McpCall(other, cursors, version, peer);
    }
}
