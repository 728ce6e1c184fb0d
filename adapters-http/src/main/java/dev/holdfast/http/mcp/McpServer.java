package dev.holdfast.http.mcp;

import dev.holdfast.domain.identity.Permission;
import dev.holdfast.domain.shared.Staleness;
import dev.holdfast.http.support.ProblemDocument;
import dev.holdfast.http.support.ProblemMapper;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers requests, however they came and in whatever revision. Keeps nothing between two of them: what one client asks can neither
 * reach another nor be lost with a restart.
 */
public final class McpServer {
    /**
     * @param status of the answer over HTTP, in the revision without a handshake
     * @param lacking what the caller's token would have to allow
     */
    record Answered(Map<String, Object> message, int status, Optional<Permission> lacking) {}

    private static final Logger LOG = LoggerFactory.getLogger(McpServer.class);
    private static final String META = "_meta";

    /** Present when a replica answered: by so many seconds, at most, the answer is behind the database. */
    private static final String STALENESS = "dev.holdfast/staleness_seconds";

    private static final int OK = 200;
    private static final long LISTS_STAY_MS = 300_000;
    private static final Set<String> SAME_FOR_ALL =
            Set.of("server/discover", "tools/list", "prompts/list", "resources/templates/list");
    private static final Set<String> OF_THE_CALLER = Set.of("resources/list", "resources/read");

    private final Toolbox toolbox;
    private final Map<String, Object> info;
    private final Map<String, Method> common = new HashMap<>();
    private final Map<String, Method> withHandshake = new HashMap<>();
    private final Map<String, Method> without = new HashMap<>();

    public McpServer(Toolbox toolbox, String version) {
        this.toolbox = toolbox;
        this.info = Wire.object("name", "holdfast", "title", "Holdfast", "version", version);
        ToolMethods tools = new ToolMethods(toolbox.tools());
        ResourceMethods resources = new ResourceMethods(toolbox.resources());
        PromptMethods prompts = new PromptMethods(toolbox.prompts(), toolbox.completers());
        common.put("tools/list", tools::list);
        common.put("tools/call", tools::call);
        if (!toolbox.resources().isEmpty()) {
            common.put("resources/list", resources::list);
            common.put("resources/templates/list", resources::templates);
            common.put("resources/read", resources::read);
        }
        if (!toolbox.prompts().isEmpty()) {
            common.put("prompts/list", prompts::list);
            common.put("prompts/get", prompts::get);
        }
        if (!toolbox.completers().isEmpty()) {
            common.put("completion/complete", prompts::complete);
        }
        withHandshake.put("initialize", this::initialize);
        withHandshake.put("ping", (call, params) -> Wire.object());
        withHandshake.putAll(toolbox.methods());
        without.put("server/discover", this::discover);
    }

    /** The answer to a request; a failure of whatever kind is one. @throws UncheckedIOException when the client has gone */
    Answered answer(McpCall call, RpcMessage.Request request) {
        try {
            Map<String, Object> result = method(call, request.method()).run(call, request.params());
            if (call.version().stateless()) {
                decorate(result, request.method());
            }
            call.staleness().ifPresent(seconds -> tell(result, STALENESS, seconds));
            return new Answered(
                    Wire.object("jsonrpc", "2.0", "id", request.id(), "result", result), OK, Optional.empty());
        } catch (RpcFault fault) {
            return refused(request.id(), fault, call.context().staleness());
        } catch (UncheckedIOException gone) {
            throw gone;
        } catch (RuntimeException | StackOverflowError failure) {
            if (ProblemMapper.unexpected(failure)) {
                LOG.error("{} failed", request.method(), failure);
            }
            ProblemDocument problem =
                    ProblemMapper.describe(failure, call.context().requestId());
            return refused(
                    request.id(),
                    RpcFault.of(
                            ProblemMapper.unexpected(failure) ? RpcFault.INTERNAL_ERROR : RpcFault.INVALID_PARAMS,
                            problem.detail(),
                            Wire.object("code", problem.code(), "retryable", problem.retryable())),
                    call.context().staleness());
        }
    }

    private static void tell(Map<String, Object> result, String name, Object value) {
        Map<String, Object> meta = new HashMap<>();
        Wire.asObject(result.get(META))
                .ifPresent(known -> known.forEach((key, member) -> {
                    if (member != null) {
                        meta.put(key, member);
                    }
                }));
        meta.put(name, value);
        result.put(META, meta);
    }

    /** @param staleness how old what was read for the request is */
    static Answered refused(Object id, RpcFault fault, Staleness staleness) {
        return new Answered(
                Wire.object("jsonrpc", "2.0", "id", id, "error", fault.error(staleness)),
                fault.status(),
                fault.lacking());
    }

    private Method method(McpCall call, String name) {
        Method method = common.get(name);
        if (method == null) {
            method = (call.version().stateless() ? without : withHandshake).get(name);
        }
        if (method == null) {
            throw RpcFault.noSuchMethod(name);
        }
        return method;
    }

    private Map<String, Object> initialize(McpCall call, Map<String, @Nullable Object> params) {
        return Wire.object(
                "protocolVersion",
                agreed(params).wireName(),
                "capabilities",
                toolbox.capabilities(true),
                "serverInfo",
                info,
                "instructions",
                toolbox.instructions());
    }

    /** The revision of a handshake: the client's when it is known, and otherwise one that it may refuse. */
    static ProtocolVersion agreed(Map<String, @Nullable Object> params) {
        return Wire.text(params, "protocolVersion")
                .flatMap(ProtocolVersion::of)
                .filter(version -> !version.stateless())
                .orElse(ProtocolVersion.LATEST_WITH_HANDSHAKE);
    }

    private Map<String, Object> discover(McpCall call, Map<String, @Nullable Object> params) {
        return Wire.object(
                "supportedVersions",
                ProtocolVersion.wireNames(),
                "capabilities",
                toolbox.capabilities(false),
                "instructions",
                toolbox.instructions());
    }

    /** What the revision without a handshake wants in every result, and how long lists stay good. */
    private void decorate(Map<String, Object> result, String method) {
        result.put("resultType", "complete");
        result.put(META, Wire.object("io.modelcontextprotocol/serverInfo", info));
        if (SAME_FOR_ALL.contains(method)) {
            result.put("ttlMs", LISTS_STAY_MS);
            result.put("cacheScope", "public");
        } else if (OF_THE_CALLER.contains(method)) {
            result.put("ttlMs", 0);
            result.put("cacheScope", "private");
        }
    }
}
