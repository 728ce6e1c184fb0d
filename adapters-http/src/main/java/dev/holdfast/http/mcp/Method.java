package dev.holdfast.http.mcp;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One method of the protocol. */
@FunctionalInterface
public interface Method {
    /** @return the members of the result */
    Map<String, Object> run(McpCall call, Map<String, @Nullable Object> params);
}
