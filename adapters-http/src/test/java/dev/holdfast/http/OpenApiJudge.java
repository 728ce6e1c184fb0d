package dev.holdfast.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.net.http.HttpHeaders;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Holds every answer against the OpenAPI document of the server that gave it: the status must be declared for the operation, the
 * headers must be declared, and the body must be of the declared schema, formats included.
 */
final class OpenApiJudge {
    private static final List<String> OF_THE_PROTOCOL = List.of(
            "access-control-allow-origin",
            "access-control-expose-headers",
            "cache-control",
            "connection",
            "content-length",
            "content-type",
            "content-security-policy",
            "date",
            "referrer-policy",
            "vary",
            "x-content-type-options",
            "x-frame-options");

    private final JsonNode document;
    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            builder -> builder.schemaRegistryConfig(SchemaRegistryConfig.builder()
                    .formatAssertionsEnabled(true)
                    .locale(Locale.ROOT)
                    .build()));
    private final Map<JsonNode, Schema> schemas = new ConcurrentHashMap<>();

    OpenApiJudge(String document) {
        this.document = JsonMapper.shared().readTree(document);
    }

    JsonNode document() {
        return document;
    }

    /** Fails when the answer is not one that the document promises. */
    void judge(String method, String rawPath, int status, HttpHeaders headers, String body) {
        Optional<JsonNode> operation = operation(method, rawPath);
        if (operation.isEmpty()) {
            judgeUndeclared(method, status, body);
            return;
        }
        JsonNode response = operation.get().path("responses").path(Integer.toString(status));
        assertThat(response.isObject())
                .as("%s %s answers %s, which is not declared: %s", method, rawPath, status, body)
                .isTrue();
        headers.map().keySet().stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .filter(name -> !OF_THE_PROTOCOL.contains(name))
                .forEach(name -> assertThat(response.path("headers").propertyNames())
                        .as("headers of %s %s -> %s", method, rawPath, status)
                        .anyMatch(declared -> declared.equalsIgnoreCase(name)));
        judgeBody(method + " " + rawPath + " -> " + status, method, response, headers, body);
    }

    private void judgeBody(String what, String method, JsonNode response, HttpHeaders headers, String body) {
        if (method.equals("HEAD")) {
            assertThat(body).as(what).isEmpty();
            return;
        }
        if (!response.has("content")) {
            assertThat(body).as("body of %s", what).isEmpty();
            return;
        }
        String mediaType = headers.firstValue("Content-Type").orElse("");
        JsonNode content = response.path("content").path(mediaType);
        assertThat(content.isObject())
                .as("%s answers %s, which is not declared", what, mediaType)
                .isTrue();
        if (mediaType.endsWith("json")) {
            judge(what, content.path("schema"), body);
        }
    }

    private void judgeUndeclared(String method, int status, String body) {
        if (method.equals("OPTIONS") && status == 204) {
            assertThat(body).isEmpty();
            return;
        }
        assertThat(status)
                .as("an undeclared operation answers %s", body)
                .isGreaterThanOrEqualTo(400)
                .isLessThan(500);
        judge("a problem", JsonMapper.shared().createObjectNode().put("$ref", "#/components/schemas/Problem"), body);
    }

    private void judge(String what, JsonNode schema, String body) {
        List<Error> errors = schemas.computeIfAbsent(schema, this::compiled).validate(body, InputFormat.JSON);
        assertThat(errors).as("%s: %s", what, body).isEmpty();
    }

    private Schema compiled(JsonNode schema) {
        ObjectNode whole = (ObjectNode) schema.deepCopy();
        whole.set("components", document.path("components"));
        return registry.getSchema(whole);
    }

    private Optional<JsonNode> operation(String method, String rawPath) {
        String[] segments = rawPath.split("\\?", 2)[0].split("/", -1);
        String wanted = method.equals("HEAD") ? "get" : method.toLowerCase(Locale.ROOT);
        return document.path("paths").properties().stream()
                .filter(path -> matches(path.getKey().split("/", -1), segments))
                // A path that is written out is meant before one with a variable at that place.
                .sorted(Comparator.comparingLong(path ->
                        path.getKey().chars().filter(each -> each == '{').count()))
                .limit(1)
                .filter(path -> method.equals(method.toUpperCase(Locale.ROOT)))
                .map(path -> path.getValue().path(wanted))
                .filter(JsonNode::isObject)
                .findFirst();
    }

    private static boolean matches(String[] template, String[] segments) {
        if (template.length != segments.length) {
            return false;
        }
        for (int i = 0; i < template.length; i++) {
            if (!template[i].startsWith("{") && !template[i].equals(segments[i])) {
                return false;
            }
        }
        return true;
    }
}
