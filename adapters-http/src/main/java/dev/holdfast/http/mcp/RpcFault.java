package dev.holdfast.http.mcp;

import dev.holdfast.domain.identity.Permission;
import dev.holdfast.domain.shared.Staleness;
import dev.holdfast.http.support.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A JSON-RPC error: the request itself was wrong, rather than what it asked a tool to do. */
public final class RpcFault extends RuntimeException {
    static final int PARSE_ERROR = -32_700;
    static final int INVALID_REQUEST = -32_600;
    static final int METHOD_NOT_FOUND = -32_601;
    static final int INVALID_PARAMS = -32_602;
    static final int INTERNAL_ERROR = -32_603;
    static final int RESOURCE_NOT_FOUND = -32_002;
    static final int HEADER_MISMATCH = -32_020;
    static final int MISSING_CAPABILITY = -32_021;
    static final int UNSUPPORTED_VERSION = -32_022;

    /** In the data, where an answer over REST has the header: by so many seconds, at most, what was read is behind the database. */
    private static final String STALENESS = "staleness_seconds";

    private static final long serialVersionUID = 1L;
    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;
    private static final int FORBIDDEN = 403;

    private final int code;
    private final int status;
    private final transient Map<String, Object> data;
    private final transient Optional<Permission> lacking;

    private RpcFault(int code, int status, String message, Map<String, Object> data) {
        this(code, status, message, data, Optional.empty());
    }

    private RpcFault(int code, int status, String message, Map<String, Object> data, Optional<Permission> lacking) {
        super(message, null, false, false);
        this.lacking = lacking;
        this.code = code;
        this.status = status;
        this.data = data;
    }

    static RpcFault of(int code, String message) {
        return new RpcFault(code, OK, message, Map.of());
    }

    static RpcFault of(int code, String message, Map<String, Object> data) {
        return new RpcFault(code, OK, message, data);
    }

    /** What HTTP answers with 400, because not even the envelope is right. */
    static RpcFault malformed(int code, String message) {
        return new RpcFault(code, BAD_REQUEST, message, Map.of());
    }

    /** An access token that lacks a scope, which its holder can get another one with. */
    static RpcFault insufficientScope(Permission permission) {
        return new RpcFault(
                INVALID_REQUEST,
                FORBIDDEN,
                "this token does not allow " + permission.wireName(),
                Wire.object("code", Problem.NOT_PERMITTED.code(), "retryable", false),
                Optional.of(permission));
    }

    static RpcFault noSuchMethod(String method) {
        return new RpcFault(METHOD_NOT_FOUND, NOT_FOUND, "Method not found: " + shortened(method), Map.of());
    }

    static RpcFault unsupportedVersion(String requested) {
        return new RpcFault(
                UNSUPPORTED_VERSION,
                BAD_REQUEST,
                "Unsupported protocol version",
                Wire.object("supported", ProtocolVersion.wireNames(), "requested", shortened(requested)));
    }

    /** A client that did not say it has {@code capability}, without which the request cannot be served. */
    public static RpcFault missingCapability(String capability) {
        return new RpcFault(
                MISSING_CAPABILITY,
                BAD_REQUEST,
                "This needs a client with the capability " + capability,
                Wire.object("requiredCapabilities", Wire.object(capability, Map.of())));
    }

    int code() {
        return code;
    }

    /** Of the answer over HTTP, in the revision without a handshake. */
    int status() {
        return status;
    }

    /** What the caller's token would have to allow. */
    Optional<Permission> lacking() {
        return lacking;
    }

    /** @param staleness how old what was read is by which this was found */
    Map<String, Object> error(Staleness staleness) {
        Map<String, Object> known = new LinkedHashMap<>(data);
        McpCall.seconds(staleness).ifPresent(seconds -> known.put(STALENESS, seconds));
        return Wire.object(
                "code",
                code,
                "message",
                String.valueOf(getMessage()),
                "data",
                Optional.of(known).filter(members -> !members.isEmpty()));
    }

    static String shortened(String text) {
        return text.length() <= 200 ? text : text.substring(0, text.offsetByCodePoints(0, 100)) + "...";
    }

    /** Which of {@code names} is the first that is not there. */
    static RpcFault missing(List<String> names) {
        return malformed(INVALID_PARAMS, "Missing in _meta: " + String.join(", ", names));
    }
}
