package dev.holdfast.http.mcp;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The client of one request, while it waits for the answer. */
public interface Peer {
    /** Whether the client said that it has a capability, such as {@code sampling}. */
    boolean has(String capability);

    /** Before something is worked on whose answer may be made of a page of texts or as much. */
    default void takeRoom() {}

    /** Before something is changed. */
    default void changes() {}

    /** Tells the client something before the answer. */
    void tell(String method, Map<String, Object> params);

    /**
     * Asks the client something and waits, until the request's deadline at most. Only in revisions with a handshake.
     *
     * @throws RpcFault when the client answers with an error, in a revision that has no such questions, or not in time
     */
    Map<String, @Nullable Object> ask(String method, Map<String, Object> params);
}
