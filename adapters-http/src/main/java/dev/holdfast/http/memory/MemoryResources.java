package dev.holdfast.http.memory;

import dev.holdfast.domain.memory.Memory;
import dev.holdfast.domain.memory.MemoryAddress;
import dev.holdfast.domain.shared.Page;
import dev.holdfast.domain.shared.PageRequest;
import dev.holdfast.http.mcp.McpCall;
import dev.holdfast.http.mcp.ResourceProvider;
import dev.holdfast.http.support.Json;
import dev.holdfast.http.support.Percent;
import dev.holdfast.http.support.Reply;
import dev.holdfast.ports.memory.MemoryQuery;
import dev.holdfast.ports.memory.MemoryService;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Memories as resources: {@code memory://users%2F42/answers}, both parts percent-encoded. Read as JSON, which is data. */
public final class MemoryResources implements ResourceProvider {
    private static final String SCHEME = "memory://";

    private final MemoryService memories;

    public MemoryResources(MemoryService memories) {
        this.memories = memories;
    }

    @Override
    public List<Template> templates() {
        return List.of(new Template(
                SCHEME + "{namespace}/{key}",
                "memory",
                "Memory",
                "One stored fact. Both parts are percent-encoded: memory://users%2F42/answers",
                Reply.JSON));
    }

    @Override
    public Page<Listed> list(McpCall call, PageRequest page) {
        Page<Memory> found = memories.list(call.context(), MemoryQuery.EVERYTHING, page);
        return new Page<>(found.items().stream().map(MemoryResources::listed).toList(), found.next());
    }

    private static Listed listed(Memory memory) {
        return new Listed(uri(memory.address()), memory.key(), memory.address().toString(), Reply.JSON);
    }

    @Override
    public Optional<Content> read(McpCall call, String uri) {
        return address(uri).map(address -> {
            Memory memory = memories.get(call.context(), address, Optional.empty());
            return Content.text(uri, Reply.JSON, new String(Json.write(memory), StandardCharsets.UTF_8));
        });
    }

    public static String uri(MemoryAddress address) {
        return SCHEME + Percent.encode(address.namespace().value()) + "/" + Percent.encode(address.key());
    }

    /** Empty unless it is the URI of a memory, there or not. */
    public static Optional<MemoryAddress> address(String uri) {
        int slash = uri.indexOf('/', SCHEME.length());
        if (!uri.startsWith(SCHEME) || slash < 0 || uri.indexOf('/', slash + 1) >= 0) {
            return Optional.empty();
        }
        Optional<String> namespace = Percent.decode(uri.substring(SCHEME.length(), slash), false);
        Optional<String> key = Percent.decode(uri.substring(slash + 1), false);
        return namespace.flatMap(path -> key.map(name -> MemoryAddress.of(path, name)));
    }
}
