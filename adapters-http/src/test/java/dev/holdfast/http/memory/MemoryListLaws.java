package dev.holdfast.http.memory;

import static dev.holdfast.http.Api.memory;
import static dev.holdfast.http.memory.MemoryPages.batch;
import static dev.holdfast.http.memory.MemoryPages.keys;
import static dev.holdfast.http.memory.MemoryPages.next;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.identity.Role;
import dev.holdfast.domain.shared.Namespace;
import dev.holdfast.domain.shared.TenantId;
import dev.holdfast.http.Api;
import dev.holdfast.http.Api.Got;
import dev.holdfast.http.HttpUnderTest;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Lists, pages, searches and who may see what in them. */
public interface MemoryListLaws {
    HttpUnderTest http();

    @Test
    default void aListShouldBeWalkedWholeByItsLinks() {
        Api api = http().admin();
        List<String> keys =
                IntStream.range(0, 23).mapToObj(i -> "k" + (100 + i)).toList();
        api.post("/v1/memories/batch", batch("walk", keys)).expect(200);

        List<String> walked = new ArrayList<>();
        Got page = api.get("/v1/memories?namespace=walk&limit=5").expect(200);
        assertThat(page.at("/limit").asInt()).isEqualTo(5);
        while (true) {
            page.at("/items").forEach(item -> walked.add(item.at("/key").asString()));
            if (!page.json().has("next_cursor")) {
                break;
            }
            page = api.get(next(page)).expect(200);
        }

        assertThat(walked).containsExactlyElementsOf(keys);
        assertThat(page.header("Link")).isEmpty();
    }

    @Test
    default void aListShouldHonourEveryFilter() {
        Api api = http().admin();
        api.put(
                memory("users/1", "a"),
                "{\"content\":\"x\",\"category\":\"c\",\"importance\":9,\"tags\":[\"s\",\"t\"]}");
        api.put(memory("users/10", "b"), "{\"content\":\"x\",\"importance\":3,\"tags\":[\"s\"]}");
        api.put(memory("users/1/sub", "c"), "{\"content\":\"x\",\"expires_at\":\"2999-01-01T00:00:00Z\"}");

        assertThat(keys(api.get("/v1/memories?namespace=users%2F1"))).containsExactly("a", "c");
        assertThat(keys(api.get("/v1/memories?category=c"))).containsExactly("a");
        assertThat(keys(api.get("/v1/memories?min_importance=3"))).containsExactly("a", "b");
        assertThat(keys(api.get("/v1/memories?tag=s"))).containsExactly("a", "b");
        assertThat(keys(api.get("/v1/memories?tag=s&tag=t"))).containsExactly("a");
        assertThat(keys(api.get("/v1/memories?expires_before=2999-01-02T00:00:00%2B01:00")))
                .containsExactly("c");
        assertThat(api.get("/v1/memories?limit=9999").expect(200).at("/limit").asInt())
                .isEqualTo(200);
    }

    @Test
    default void aSearchShouldFindWhatWasWritten() {
        Api api = http().admin();
        api.put(memory("n", "k"), "{\"content\":\"The harbour freezes over in winter.\"}");
        api.put(memory("m", "k"), "{\"content\":\"Nothing of the kind.\"}");

        Got found = api.post("/v1/memories/search", "{\"query\":\"winter harbour\",\"namespace\":\"n\"}")
                .expect(200);

        assertThat(found.at("/items")).hasSize(1);
        assertThat(found.at("/items/0/memory/content").asString()).contains("harbour");
        assertThat(found.at("/items/0/score").asDouble()).isPositive();
    }

    @Test
    default void aKeyShouldReachItsNamespacesOnly() {
        TenantId tenant = http().tenant();
        Api admin = http().api().as(http().key(tenant, Role.ADMIN));
        Api limited = http().api().as(http().key(tenant, Role.WRITER, new Namespace("users/1")));
        admin.put(memory("users/1", "mine"), "{\"content\":\"x\"}").expect(201);
        admin.put(memory("users/10", "other"), "{\"content\":\"x\"}").expect(201);

        limited.get(memory("users/1", "mine")).expect(200);
        limited.put(memory("users/1/deep", "new"), "{\"content\":\"x\"}").expect(201);
        limited.get(memory("users/10", "other")).expect(403, "not_permitted");
        limited.put(memory("users/10", "other"), "{\"content\":\"x\"}").expect(403, "not_permitted");
        limited.delete(memory("users/10", "other")).expect(403, "not_permitted");
        limited.get("/v1/memories?namespace=users%2F10").expect(403, "not_permitted");
        assertThat(keys(limited.get("/v1/memories"))).containsExactly("mine", "new");
        assertThat(keys(limited.get("/v1/memories?namespace=users"))).containsExactly("mine", "new");
        assertThat(limited.post("/v1/memories/search", "{\"query\":\"x\"}").at("/items"))
                .hasSize(2);
    }
}
