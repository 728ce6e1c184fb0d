package dev.holdfast.bench.conformance;

import dev.holdfast.domain.shared.Page;
import dev.holdfast.domain.shared.PageRequest;
import dev.holdfast.http.mcp.McpCall;
import dev.holdfast.http.mcp.ResourceProvider;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The resources of the conformance suite. */
final class FixtureResources implements ResourceProvider {
    private static final Pattern TEMPLATE = Pattern.compile("test://template/([^/]+)/data");

    @Override
    public List<Template> templates() {
        return List.of(new Template(
                "test://template/{id}/data", "template", "Resource Template", "With one part", "application/json"));
    }

    @Override
    public Page<Listed> list(McpCall call, PageRequest page) {
        return new Page<>(
                List.of(
                        new Listed("test://static-text", "static-text", "Static Text Resource", "text/plain"),
                        new Listed("test://static-binary", "static-binary", "Static Binary Resource", "image/png"),
                        new Listed("test://watched-resource", "watched-resource", "Watched Resource", "text/plain")),
                Optional.empty());
    }

    @Override
    public Optional<Content> read(McpCall call, String uri) {
        Matcher template = TEMPLATE.matcher(uri);
        if (template.matches()) {
            return Optional.of(Content.text(
                    uri,
                    "application/json",
                    "{\"id\":\"" + template.group(1) + "\",\"templateTest\":true,\"data\":\"Data for ID: "
                            + template.group(1) + "\"}"));
        }
        return switch (uri) {
            case "test://static-text", "test://watched-resource" ->
                Optional.of(Content.text(uri, "text/plain", "This is the content of the static text resource."));
            case "test://static-binary" ->
                Optional.of(new Content(uri, "image/png", Optional.empty(), Optional.of(FixtureTools.IMAGE)));
            default -> Optional.empty();
        };
    }
}
