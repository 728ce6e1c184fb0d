package dev.holdfast.http.mcp;

import dev.holdfast.domain.shared.Cursor;
import dev.holdfast.domain.shared.Digest;
import dev.holdfast.domain.shared.NotFound;
import dev.holdfast.domain.shared.Page;
import dev.holdfast.domain.shared.PageRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code resources/list}, {@code resources/templates/list} and {@code resources/read}. */
final class ResourceMethods {
    private final List<ResourceProvider> providers;

    ResourceMethods(List<ResourceProvider> providers) {
        this.providers = providers;
    }

    /** The providers' lists one after another; the position begins with which of them it is in. */
    Map<String, Object> list(McpCall call, Map<String, @Nullable Object> params) {
        call.peer().takeRoom();
        byte[] binding = binding(call);
        List<String> position = Wire.text(params, "cursor")
                .map(text -> call.cursors().decode(text, binding).position())
                .orElse(List.of("0"));
        int index = Integer.parseInt(position.get(0));
        Optional<Cursor> after =
                position.size() == 1 ? Optional.empty() : Optional.of(new Cursor(position.subList(1, position.size())));
        Page<ResourceProvider.Listed> page =
                providers.get(index).list(call, new PageRequest(after, PageRequest.DEFAULT_LIMIT));
        Optional<List<String>> next = page.next()
                .map(cursor -> {
                    List<String> on = new ArrayList<>(List.of(Integer.toString(index)));
                    on.addAll(cursor.position());
                    return List.copyOf(on);
                })
                .or(() -> index + 1 < providers.size()
                        ? Optional.of(List.of(Integer.toString(index + 1)))
                        : Optional.empty());
        return Wire.object(
                "resources",
                page.items().stream().map(ResourceProvider.Listed::rendered).toList(),
                "nextCursor",
                next.map(on -> call.cursors().encode(new Cursor(on), binding)));
    }

    Map<String, Object> templates(McpCall call, Map<String, @Nullable Object> params) {
        return Wire.object(
                "resourceTemplates",
                providers.stream()
                        .flatMap(provider -> provider.templates().stream())
                        .map(ResourceProvider.Template::rendered)
                        .toList());
    }

    Map<String, Object> read(McpCall call, Map<String, @Nullable Object> params) {
        String uri =
                Wire.text(params, "uri").orElseThrow(() -> RpcFault.of(RpcFault.INVALID_PARAMS, "uri is a string"));
        call.peer().takeRoom();
        try {
            for (ResourceProvider provider : providers) {
                Optional<ResourceProvider.Content> content = provider.read(call, uri);
                if (content.isPresent()) {
                    return Wire.object("contents", List.of(content.get().rendered()));
                }
            }
        } catch (NotFound absent) {
            throw notFound(call, uri);
        }
        throw notFound(call, uri);
    }

    private static RpcFault notFound(McpCall call, String uri) {
        return RpcFault.of(
                call.version().stateless() ? RpcFault.INVALID_PARAMS : RpcFault.RESOURCE_NOT_FOUND,
                "Resource not found",
                Wire.object("uri", RpcFault.shortened(uri)));
    }

    private static byte[] binding(McpCall call) {
        return new Digest()
                .add("resources")
                .add(call.context().principal().tenant().value())
                .bytes();
    }
}
