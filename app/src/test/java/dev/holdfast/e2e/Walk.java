package dev.holdfast.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.http.Api;
import dev.holdfast.http.Api.Got;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Reads a list to its end, page by page. */
final class Walk {
    private Walk() {}

    /** @param path with a query that names the limit */
    static List<JsonNode> through(Api api, String path) {
        List<JsonNode> items = new ArrayList<>();
        Got page = api.get(path).expect(200);
        page.at("/items").forEach(items::add);
        while (page.json().has("next_cursor")) {
            String link = page.header("Link").orElseThrow();
            page = api.get(link.substring(1, link.indexOf('>'))).expect(200);
            assertThat(page.at("/items")).as("a page after a cursor").isNotEmpty();
            page.at("/items").forEach(items::add);
        }
        return items;
    }
}
