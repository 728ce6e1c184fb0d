package dev.holdfast.http.graph;

import dev.holdfast.domain.shared.Page;
import dev.holdfast.domain.shared.PageRequest;
import dev.holdfast.http.mcp.McpCall;
import dev.holdfast.http.mcp.ResourceProvider;
import dev.holdfast.http.support.Reply;
import java.util.List;
import java.util.Optional;

/** The graph as the one resource that the official memory server has. */
public final class GraphResource implements ResourceProvider {
    private static final String URI = "memory://knowledge-graph";

    private final GraphTools tools;

    public GraphResource(GraphTools tools) {
        this.tools = tools;
    }

    @Override
    public List<Template> templates() {
        return List.of();
    }

    @Override
    public Page<Listed> list(McpCall call, PageRequest page) {
        return new Page<>(List.of(new Listed(URI, "knowledge-graph", "Knowledge Graph", Reply.JSON)), Optional.empty());
    }

    @Override
    public Optional<Content> read(McpCall call, String uri) {
        return uri.equals(URI)
                ? Optional.of(Content.text(
                        uri,
                        Reply.JSON,
                        GraphViews.json(tools.read(call.context()).view())))
                : Optional.empty();
    }
}
