package dev.holdfast.http.mcp;

import dev.holdfast.domain.shared.Page;
import dev.holdfast.domain.shared.PageRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Things a client can attach to a conversation by their URI, with the same rights as through tools. */
public interface ResourceProvider {
    /** One thing in a list. */
    record Listed(String uri, String name, String title, String mimeType) {
        Map<String, Object> rendered() {
            return Wire.object("uri", uri, "name", name, "title", title, "mimeType", mimeType);
        }
    }

    /** A form of URIs, after RFC 6570. */
    record Template(String template, String name, String title, String description, String mimeType) {
        Map<String, Object> rendered() {
            return Wire.object(
                    "uriTemplate",
                    template,
                    "name",
                    name,
                    "title",
                    title,
                    "description",
                    description,
                    "mimeType",
                    mimeType);
        }
    }

    /** @param blob base64 of what is not text */
    record Content(String uri, String mimeType, Optional<String> text, Optional<String> blob) {
        public static Content text(String uri, String mimeType, String text) {
            return new Content(uri, mimeType, Optional.of(text), Optional.empty());
        }

        Map<String, Object> rendered() {
            return Wire.object("uri", uri, "mimeType", mimeType, "text", text, "blob", blob);
        }
    }

    List<Template> templates();

    /** What the caller may see, in an order that does not change. */
    Page<Listed> list(McpCall call, PageRequest page);

    /** Empty when the URI is not one of this provider's. @throws dev.holdfast.domain.shared.NotFound when there is nothing there */
    Optional<Content> read(McpCall call, String uri);
}
