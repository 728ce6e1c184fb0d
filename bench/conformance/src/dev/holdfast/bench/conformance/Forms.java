package dev.holdfast.bench.conformance;

import java.util.List;
import java.util.Map;

/** The forms that the fixture asks clients to fill in. */
final class Forms {
    static final Map<String, Object> PERSON = form(Map.of(
            "username", Map.of("type", "string", "description", "User's response"),
            "email", Map.of("type", "string", "description", "User's email address")));

    static final Map<String, Object> DEFAULTS = form(Map.of(
            "name", Map.of("type", "string", "description", "User name", "default", "John Doe"),
            "age", Map.of("type", "integer", "description", "User age", "default", 30),
            "score", Map.of("type", "number", "description", "User score", "default", 95.5),
            "status",
                    Map.of(
                            "type",
                            "string",
                            "description",
                            "User status",
                            "enum",
                            List.of("active", "inactive", "pending"),
                            "default",
                            "active"),
            "verified", Map.of("type", "boolean", "description", "Verification status", "default", true)));

    static final Map<String, Object> CHOICES = form(Map.of(
            "untitledSingle",
            Map.of("type", "string", "description", "One", "enum", List.of("option1", "option2", "option3")),
            "titledSingle",
            Map.of("type", "string", "description", "One with titles", "oneOf", titled()),
            "legacyEnum",
            Map.of(
                    "type",
                    "string",
                    "description",
                    "One (legacy)",
                    "enum",
                    List.of("opt1", "opt2", "opt3"),
                    "enumNames",
                    List.of("Option One", "Option Two", "Option Three")),
            "untitledMulti",
            Map.of(
                    "type",
                    "array",
                    "description",
                    "Several",
                    "minItems",
                    1,
                    "maxItems",
                    3,
                    "items",
                    Map.of("type", "string", "enum", List.of("option1", "option2", "option3"))),
            "titledMulti",
            Map.of(
                    "type",
                    "array",
                    "description",
                    "Several with titles",
                    "minItems",
                    1,
                    "maxItems",
                    3,
                    "items",
                    Map.of("anyOf", titled()))));

    private Forms() {}

    private static Map<String, Object> form(Map<String, Object> properties) {
        return Map.of("type", "object", "properties", properties, "required", List.of());
    }

    private static List<Map<String, Object>> titled() {
        return List.of(
                Map.of("const", "value1", "title", "First"),
                Map.of("const", "value2", "title", "Second"),
                Map.of("const", "value3", "title", "Third"));
    }
}
