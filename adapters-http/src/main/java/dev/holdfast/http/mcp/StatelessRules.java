package dev.holdfast.http.mcp;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the revision without a handshake demands of every request: its version and the client's capabilities in {@code _meta}, and over
 * HTTP the same method, name and version in headers, so that whatever stands in between sees what is asked for without reading
 * bodies.
 */
final class StatelessRules {
    static final String VERSION = "io.modelcontextprotocol/protocolVersion";
    static final String CAPABILITIES = "io.modelcontextprotocol/clientCapabilities";
    static final String VERSION_HEADER = "MCP-Protocol-Version";

    private static final Set<String> NAMED = Set.of("tools/call", "prompts/get");
    private static final String ENCODED = "=?base64?";
    private static final String END = "?=";

    private StatelessRules() {}

    /** Whether a request is of this revision, or of one to come: it says so in itself, or in its header. */
    static boolean apply(RpcMessage.Request request, Optional<String> versionHeader) {
        boolean newer = versionHeader
                .filter(name ->
                        ProtocolVersion.of(name).map(ProtocolVersion::stateless).orElse(true))
                .isPresent();
        return request.meta().containsKey(VERSION)
                || (newer && !request.method().equals("initialize"));
    }

    /** @throws RpcFault when {@code _meta} is incomplete, or names a revision that is not spoken */
    static Map<String, @Nullable Object> checkMeta(RpcMessage.Request request) {
        Map<String, @Nullable Object> meta = request.meta();
        List<String> missing = new ArrayList<>();
        if (Wire.text(meta, VERSION).isEmpty()) {
            missing.add(VERSION);
        }
        Optional<Map<String, @Nullable Object>> capabilities = Wire.member(meta, CAPABILITIES);
        if (capabilities.isEmpty()) {
            missing.add(CAPABILITIES);
        }
        if (!missing.isEmpty()) {
            throw RpcFault.missing(missing);
        }
        return capabilities.orElseThrow();
    }

    /** @throws RpcFault unless the revision is spoken without a handshake */
    static void checkVersion(RpcMessage.Request request) {
        String version = Wire.text(request.meta(), VERSION).orElse("");
        if (ProtocolVersion.of(version).filter(ProtocolVersion::stateless).isEmpty()) {
            throw RpcFault.unsupportedVersion(version);
        }
    }

    /** @throws RpcFault when a header is missing or says otherwise than the body */
    static void checkHeaders(RpcMessage.Request request, Function<String, Optional<String>> headers) {
        same(VERSION_HEADER, headers.apply(VERSION_HEADER), Wire.text(request.meta(), VERSION));
        same("Mcp-Method", headers.apply("Mcp-Method"), Optional.of(request.method()));
        Optional<String> name = NAMED.contains(request.method())
                ? Wire.text(request.params(), "name")
                : request.method().equals("resources/read") ? Wire.text(request.params(), "uri") : Optional.empty();
        if (name.isPresent()) {
            same("Mcp-Name", headers.apply("Mcp-Name").flatMap(StatelessRules::decoded), name);
        }
    }

    private static void same(String header, Optional<String> said, Optional<String> meant) {
        if (said.isEmpty() || !said.equals(meant)) {
            throw RpcFault.malformed(
                    RpcFault.HEADER_MISMATCH,
                    "Header mismatch: " + header
                            + (said.isEmpty() ? " is missing or malformed" : " differs from the body"));
        }
    }

    private static Optional<String> decoded(String value) {
        if (!value.startsWith(ENCODED) || !value.endsWith(END) || value.length() < ENCODED.length() + END.length()) {
            return Optional.of(value);
        }
        try {
            byte[] bytes = Base64.getDecoder().decode(value.substring(ENCODED.length(), value.length() - END.length()));
            return Optional.of(new String(bytes, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }
}
