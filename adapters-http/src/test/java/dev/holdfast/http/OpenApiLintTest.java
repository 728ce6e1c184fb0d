package dev.holdfast.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The rules of style the OpenAPI document keeps: those of the usual linters, and some of our own. */
final class OpenApiLintTest extends OnMemory {
    private JsonNode document() {
        return server().api().document();
    }

    /** The operations by their name in the document. */
    private Map<String, JsonNode> operations() {
        Map<String, JsonNode> operations = new LinkedHashMap<>();
        document()
                .path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(operation -> operations.put(
                                operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(),
                                operation.getValue())));
        assertThat(operations).hasSizeGreaterThan(15);
        return operations;
    }

    private Stream<DynamicTest> ofEveryOperation(BiConsumer<String, JsonNode> rule) {
        return operations().entrySet().stream()
                .map(one -> DynamicTest.dynamicTest(one.getKey(), () -> rule.accept(one.getKey(), one.getValue())));
    }

    @Test
    void operationIdsShouldBeUniqueAndOfOneForm() {
        List<String> ids = operations().values().stream()
                .map(operation -> operation.path("operationId").asString(""))
                .toList();

        assertThat(ids).doesNotHaveDuplicates().allMatch(id -> id.matches("[a-z]+\\.[a-z]+(_[a-z]+)*"));
    }

    @TestFactory
    Stream<DynamicTest> everyOperationShouldSayWhatItDoes() {
        Set<String> declared = new TreeSet<>();
        document().path("tags").forEach(tag -> {
            assertThat(tag.path("description").asString("")).endsWith(".");
            declared.add(tag.path("name").asString());
        });
        return ofEveryOperation((name, operation) -> {
            String summary = operation.path("summary").asString("");
            assertThat(summary).isNotBlank().hasSizeLessThan(60).doesNotEndWith(".");
            assertThat(operation.path("description").asString("")).endsWith(".").isNotEqualTo(summary);
            assertThat(operation.path("tags")).hasSize(1).allMatch(tag -> declared.contains(tag.asString()));
            assertThat(operation.has("security")).isTrue();
        });
    }

    @TestFactory
    Stream<DynamicTest> everyOperationShouldDeclareAGoodAnswerAndItsProblems() {
        return ofEveryOperation((name, operation) -> {
            Set<String> statuses = new TreeSet<>(operation.path("responses").propertyNames());
            assertThat(statuses).anyMatch(status -> status.startsWith("2"));
            assertThat(statuses).contains("400", "403", "406", "421", "500");
            if (operation.path("security").size() == 2) {
                assertThat(statuses).contains("401", "422", "503", "507", "409");
            }
            if (operation.has("requestBody")) {
                assertThat(statuses).contains("408", "413", "415");
            }
            operation.path("responses").properties().forEach(response -> {
                assertThat(response.getValue().path("description").asString("")).isNotBlank();
                assertThat(response.getValue().path("headers").has("X-Request-Id"))
                        .as(response.getKey())
                        .isTrue();
                response.getValue()
                        .path("content")
                        .forEach(content -> assertThat(content.path("schema").isObject())
                                .as(response.getKey())
                                .isTrue());
            });
        });
    }

    @TestFactory
    Stream<DynamicTest> everyParameterShouldBeDescribedOnce() {
        return ofEveryOperation((name, operation) -> {
            List<String> names = new ArrayList<>();
            for (JsonNode given : operation.path("parameters")) {
                JsonNode parameter = resolved(given);
                assertThat(parameter.path("description").asString(""))
                        .as(parameter.toString())
                        .isNotBlank();
                assertThat(parameter.path("schema").has("type"))
                        .as(parameter.toString())
                        .isTrue();
                names.add(parameter.path("in").asString() + " "
                        + parameter.path("name").asString());
            }
            assertThat(names).doesNotHaveDuplicates();
            Pattern.compile("\\{(\\w+)}")
                    .matcher(name)
                    .results()
                    .forEach(variable -> assertThat(names).contains("path " + variable.group(1)));
        });
    }

    @TestFactory
    Stream<DynamicTest> everyBodyShouldHaveAnExampleThatItsSchemaAllows() {
        return ofEveryOperation((name, operation) -> {
            for (JsonNode content : bodies(operation)) {
                assertThat(content.has("example")).as("%s: %s", name, content).isTrue();
                ObjectNode schema = (ObjectNode) content.path("schema").deepCopy();
                schema.set("components", document().path("components"));
                assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                                .getSchema(schema)
                                .validate(content.path("example").toString(), InputFormat.JSON))
                        .as(content.path("example").toString())
                        .isEmpty();
            }
        });
    }

    /** What holds JSON of a schema of its own: request bodies and good answers. */
    private static List<JsonNode> bodies(JsonNode operation) {
        List<JsonNode> bodies = new ArrayList<>();
        operation.path("requestBody").path("content").forEach(bodies::add);
        operation
                .path("responses")
                .properties()
                .forEach(response -> response.getValue()
                        .path("content")
                        .properties()
                        .forEach(content -> {
                            if (content.getValue().path("schema").has("$ref")
                                    || content.getKey().startsWith("application/problem")) {
                                bodies.add(content.getValue());
                            }
                        }));
        return bodies;
    }

    @Test
    void everyComponentShouldBeUsed() {
        Set<String> used = new TreeSet<>();
        collect(document(), used);
        Set<String> declared = new TreeSet<>();
        for (String kind : List.of("schemas", "parameters", "headers")) {
            document()
                    .path("components")
                    .path(kind)
                    .propertyNames()
                    .forEach(name -> declared.add("#/components/" + kind + "/" + name));
        }

        assertThat(declared).isNotEmpty().isEqualTo(used);
    }

    @Test
    void everyObjectShouldBeClosedAndNamedInSnakeCase() {
        document().path("components").path("schemas").properties().forEach(schema -> {
            assertThat(schema.getKey()).matches("[A-Z][A-Za-z]+");
            assertThat(schema.getValue().path("additionalProperties").asBoolean(true))
                    .as(schema.getKey())
                    .isFalse();
            assertThat(schema.getValue().path("properties").propertyNames())
                    .as(schema.getKey())
                    .isNotEmpty()
                    .allMatch(member -> member.matches("[a-z]+(_[a-z]+)*"));
            schema.getValue()
                    .path("required")
                    .forEach(member -> assertThat(
                                    schema.getValue().path("properties").has(member.asString()))
                            .isTrue());
        });
    }

    @Test
    void pathsShouldBeLowerCaseWithoutATrailingSlash() {
        assertThat(document().path("paths").propertyNames())
                .allMatch(path -> path.matches("(/([a-z0-9.-]+|\\{[a-z]+}))+"));
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? document().at(node.path("$ref").asString().substring(1)) : node;
    }

    private static void collect(JsonNode node, Set<String> references) {
        if (node.has("$ref")) {
            references.add(node.path("$ref").asString());
        }
        node.forEach(child -> collect(child, references));
    }
}
