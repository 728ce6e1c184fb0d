package dev.holdfast.http.mcp;

import java.util.List;

/** Proposes values for an argument of a prompt or a part of a URI. */
@FunctionalInterface
public interface Completer {
    /** Values that begin with what was typed so far. */
    List<String> complete(McpCall call, String typed);
}
