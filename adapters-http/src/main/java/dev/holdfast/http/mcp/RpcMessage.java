package dev.holdfast.http.mcp;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One JSON-RPC message as it came in. */
sealed interface RpcMessage {
    /** @param id a text or a whole number; what the answer carries back */
    record Request(Object id, String method, Map<String, @Nullable Object> params) implements RpcMessage {
        Map<String, @Nullable Object> meta() {
            return Wire.member(params, "_meta").orElse(Map.of());
        }
    }

    record Notification(String method) implements RpcMessage {}

    /** @param result empty when the other side answers with an error */
    record Response(String id, Optional<Map<String, @Nullable Object>> result) implements RpcMessage {}

    /** @throws RpcFault when it is none */
    static RpcMessage of(Object tree) {
        Map<String, @Nullable Object> members = Wire.asObject(tree)
                .filter(object -> "2.0".equals(object.get("jsonrpc")))
                .orElseThrow(() -> RpcFault.malformed(RpcFault.INVALID_REQUEST, "Not a JSON-RPC 2.0 message"));
        Optional<Object> id = Wire.token(members, "id");
        if (members.containsKey("id") && id.isEmpty()) {
            throw RpcFault.malformed(RpcFault.INVALID_REQUEST, "An id is a string or a whole number");
        }
        Optional<String> method = Wire.text(members, "method");
        if (method.isPresent()) {
            return id.<RpcMessage>map(known -> new Request(known, method.get(), params(members)))
                    .orElseGet(() -> new Notification(method.get()));
        }
        if (id.isPresent() && (members.containsKey("result") || members.containsKey("error"))) {
            return new Response(id.get().toString(), Wire.member(members, "result"));
        }
        throw RpcFault.malformed(RpcFault.INVALID_REQUEST, "Neither a request nor a response");
    }

    private static Map<String, @Nullable Object> params(Map<String, @Nullable Object> members) {
        if (!members.containsKey("params")) {
            return Map.of();
        }
        return Wire.member(members, "params")
                .orElseThrow(() -> RpcFault.malformed(RpcFault.INVALID_PARAMS, "params is an object"));
    }
}
