package dev.holdfast.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code server.json}, by which the registry of MCP servers and clients know this one, is as its schema of 2025-12-11 wants it. */
class RegistryEntryTest {
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9.-]+/[a-zA-Z0-9._-]+");
    private static final Pattern VERSION = Pattern.compile("\\d+\\.\\d+\\.\\d+(-[0-9A-Za-z.-]+)?");
    private static final Pattern VARIABLE = Pattern.compile("\\{([^}]*)}");

    private final JsonNode entry =
            JsonMapper.shared().readTree(House.text(House.root().resolve("server.json")));

    private String text(String pointer) {
        assertThat(entry.at(pointer).isString()).as(pointer).isTrue();
        return entry.at(pointer).asString();
    }

    @Test
    void itShouldSayWhatItIs() {
        assertThat(text("/$schema")).endsWith("/schemas/2025-12-11/server.schema.json");
        assertThat(text("/name")).matches(NAME).hasSizeBetween(3, 200);
        assertThat(text("/title")).hasSizeBetween(1, 100);
        assertThat(text("/description")).hasSizeBetween(1, 100);
        assertThat(text("/version")).matches(VERSION);
        assertThat(entry.propertyNames())
                .isSubsetOf("$schema", "name", "title", "description", "version", "remotes", "packages", "repository");
    }

    @Test
    void everyRemoteShouldBeCallable() {
        assertThat(entry.at("/remotes")).isNotEmpty().allSatisfy(remote -> {
            assertThat(remote.at("/type").asString()).isEqualTo("streamable-http");
            String url = remote.at("/url").asString();
            assertThat(VARIABLE.matcher(url).results().map(match -> match.group(1)))
                    .containsExactlyElementsOf(remote.at("/variables").propertyNames());
            assertThat(VARIABLE.matcher(url).replaceAll("x")).matches("https?://[^{}]+/mcp");
            assertThat(remote.at("/headers")).isNotEmpty().allSatisfy(header -> {
                assertThat(header.at("/name").asString()).isNotBlank();
                assertThat(header.at("/isSecret").isBoolean()).isTrue();
            });
        });
    }
}
