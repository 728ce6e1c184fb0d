package dev.holdfast.http.memory;

import static dev.holdfast.http.Api.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.http.Api.Got;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** How tests write bodies and read answers of the memory endpoints. */
public final class MemoryPages {
    private MemoryPages() {}

    public static void refused(Got got, String kind, String place) {
        got.expect(422, "invalid_input");
        assertThat(got.at("/errors"))
                .extracting(error -> error.at("/" + kind).asString())
                .as(got.text())
                .contains(place);
    }

    public static String next(Got page) {
        String link = page.header("Link").orElseThrow();
        assertThat(link)
                .endsWith(">; rel=\"next\"")
                .contains(page.at("/next_cursor").asString());
        return link.substring(1, link.indexOf('>'));
    }

    public static List<String> keys(Got page) {
        List<String> keys = new ArrayList<>();
        for (JsonNode item : page.expect(200).at("/items")) {
            keys.add(item.at("/key").asString());
        }
        return keys;
    }

    public static String batch(String namespace, List<String> keys) {
        return json(Map.of(
                "memories",
                keys.stream()
                        .map(key -> Map.of("namespace", namespace, "key", key, "content", "of " + key))
                        .toList()));
    }

    public static String cut(String text, int codePoints) {
        return text.codePointCount(0, text.length()) <= codePoints
                ? text
                : text.substring(0, text.offsetByCodePoints(0, codePoints));
    }
}
