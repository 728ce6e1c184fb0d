package dev.holdfast.bench.conformance;

import dev.holdfast.http.mcp.Prompt;
import java.util.List;
import java.util.Map;

/** The prompts of the conformance suite. */
final class FixturePrompts {
    private FixturePrompts() {}

    static List<Prompt> prompts() {
        return List.of(
                new Prompt(
                        "test_simple_prompt",
                        "Simple",
                        "A simple prompt without arguments",
                        List.of(),
                        (call, given) -> Prompt.says("This is a simple prompt for testing.")),
                new Prompt(
                        "test_prompt_with_arguments",
                        "With arguments",
                        "A prompt with required arguments",
                        List.of(
                                new Prompt.Argument("arg1", "First test argument", true),
                                new Prompt.Argument("arg2", "Second test argument", true)),
                        (call, given) -> Prompt.says("Prompt with arguments: arg1='" + given.get("arg1") + "', arg2='"
                                + given.get("arg2") + "'")),
                new Prompt(
                        "test_prompt_with_embedded_resource",
                        "With resource",
                        "A prompt that includes a resource",
                        List.of(new Prompt.Argument("resourceUri", "URI of the resource to embed", true)),
                        (call, given) -> List.of(
                                user(FixtureTools.resource(
                                        given.get("resourceUri"),
                                        "text/plain",
                                        "Embedded resource content for testing.")),
                                user(FixtureTools.text("Please process the embedded resource above.")))),
                new Prompt(
                        "test_prompt_with_image",
                        "With image",
                        "A prompt that includes an image",
                        List.of(),
                        (call, given) -> List.of(
                                user(FixtureTools.image()),
                                user(FixtureTools.text("Please analyze the image above.")))));
    }

    private static Map<String, Object> user(Map<String, Object> content) {
        return Map.of("role", "user", "content", content);
    }
}
