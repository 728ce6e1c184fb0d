package dev.holdfast.http.mcp;

import dev.holdfast.domain.identity.Principal;
import dev.holdfast.domain.shared.NotPermitted;
import dev.holdfast.domain.shared.StoreUnavailable;
import dev.holdfast.http.support.Json;
import dev.holdfast.http.support.ProblemDocument;
import dev.holdfast.http.support.ProblemMapper;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code tools/list} and {@code tools/call}. */
final class ToolMethods {
    private static final Logger LOG = LoggerFactory.getLogger(ToolMethods.class);

    private final Map<String, Tool<?>> tools = new LinkedHashMap<>();
    private final List<Map<String, Object>> listed;

    ToolMethods(List<Tool<?>> declared) {
        declared.forEach(tool -> tools.put(tool.name(), tool));
        this.listed = declared.stream().<Map<String, Object>>map(Tool::listed).toList();
    }

    Map<String, Object> list(McpCall call, Map<String, @Nullable Object> params) {
        return Wire.object("tools", listed);
    }

    /** A failure of the tool is a result that a model can act on; an error only where there is no such tool. */
    Map<String, Object> call(McpCall call, Map<String, @Nullable Object> params) {
        String name = Wire.text(params, "name").orElse("");
        Tool<?> tool = tools.get(name);
        if (tool == null) {
            throw RpcFault.of(RpcFault.INVALID_PARAMS, "Unknown tool: " + RpcFault.shortened(name));
        }
        Map<String, @Nullable Object> arguments = params.get("arguments") == null
                ? Map.of()
                : Wire.member(params, "arguments")
                        .orElseThrow(() -> RpcFault.of(RpcFault.INVALID_PARAMS, "arguments is an object"));
        return run(tool, call, arguments).result();
    }

    private static ToolReply run(Tool<?> tool, McpCall call, Map<String, @Nullable Object> arguments) {
        try {
            return tool.run(tool.reads() ? call : newest(call), arguments);
        } catch (RpcFault | UncheckedIOException ofTheProtocol) {
            throw ofTheProtocol;
        } catch (NotPermitted refused) {
            Principal caller = call.context().principal();
            if (caller.byToken() && !caller.may(tool.permission())) {
                throw RpcFault.insufficientScope(tool.permission());
            }
            return failure(ProblemMapper.describe(refused, call.context().requestId()));
        } catch (RuntimeException | StackOverflowError failure) {
            if (ProblemMapper.unexpected(failure)) {
                LOG.error("tool {} failed", tool.name(), failure);
            }
            return failure(ProblemMapper.describe(failure, call.context().requestId()));
        }
    }

    /** What a copy says of the caller's key is good for reading: it may have missed that the key was revoked. */
    private static McpCall newest(McpCall call) {
        if (call.context().staleness().oldest().isPresent()) {
            throw new StoreUnavailable(new IllegalStateException(
                    "the caller's key was looked up at a copy, which is not enough to write"));
        }
        return call.with(call.context().withNewest());
    }

    /** The same code as over REST, and what to do about it. */
    private static ToolReply failure(ProblemDocument problem) {
        Map<String, Object> error = Wire.object(
                "code",
                problem.code(),
                "detail",
                problem.detail(),
                "retryable",
                problem.retryable(),
                "errors",
                problem.errors(),
                "request_id",
                problem.requestId());
        return ToolReply.failure(new String(Json.write(error), StandardCharsets.UTF_8));
    }
}
