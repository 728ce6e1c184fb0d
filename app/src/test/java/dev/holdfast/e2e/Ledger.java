package dev.holdfast.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.http.Api;
import dev.holdfast.http.Api.Got;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import tools.jackson.databind.JsonNode;

/**
 * What writers were told had happened: for each memory of one namespace, which content became which version. Compared with the store
 * when every write has been acknowledged, both are the same, or something was lost or done twice.
 */
final class Ledger {
    private final String namespace;
    private final Map<String, SortedMap<Integer, String>> acknowledged = new ConcurrentHashMap<>();

    Ledger(String namespace) {
        this.namespace = namespace;
    }

    String namespace() {
        return namespace;
    }

    void acknowledge(String key, Got answer) {
        int version = answer.at("/version").asInt();
        String content = answer.at("/content").asString();
        String before = acknowledged
                .computeIfAbsent(key, unseen -> new ConcurrentSkipListMap<>())
                .putIfAbsent(version, content);
        assertThat(before).as("acknowledged as version %d of %s", version, key).isNull();
    }

    int size() {
        return acknowledged.values().stream().mapToInt(Map::size).sum();
    }

    /** Once nobody writes any more. */
    void shouldBeWhatIsStored(Api admin) {
        assertThat(acknowledged).isNotEmpty();
        acknowledged.forEach((key, versions) -> {
            String path = Api.memory(namespace, key);
            assertThat(stored(admin, path)).as("versions of %s", key).isEqualTo(versions);
            assertThat(admin.get(path).expect(200).at("/content").asString())
                    .as("%s now", key)
                    .isEqualTo(versions.get(versions.lastKey()));
        });
        List<JsonNode> listed = Walk.through(admin, "/v1/memories?limit=200&namespace=" + Api.encode(namespace));
        assertThat(listed)
                .extracting(item -> item.at("/key").asString())
                .containsExactlyInAnyOrderElementsOf(acknowledged.keySet());
    }

    /** One entry for each change and no other, and an unbroken chain over all of them. */
    void shouldBeWhatWasAudited(Api admin) {
        Map<String, Set<Integer>> audited = new HashMap<>();
        List<JsonNode> entries = Walk.through(admin, "/v1/audit?limit=200&action=memory.set");
        for (JsonNode entry : entries) {
            assertThat(entry.at("/outcome").asString()).isEqualTo("done");
            String name = entry.at("/subject/name").asString();
            boolean fresh = audited.computeIfAbsent(name, unseen -> new HashSet<>())
                    .add(entry.at("/subject/version").asInt());
            assertThat(fresh).as("the first entry of this change: %s", entry).isTrue();
        }
        Map<String, Set<Integer>> changed = new HashMap<>();
        acknowledged.forEach((key, versions) -> changed.put(namespace + "/" + key, versions.keySet()));
        assertThat(audited).isEqualTo(changed);

        Got chain = admin.with("X-Request-Timeout-Ms", "30000")
                .get("/v1/audit/verify")
                .expect(200);
        assertThat(chain.at("/intact").asBoolean()).as(chain.text()).isTrue();
        assertThat(chain.at("/head/sequence").asLong())
                .as("length of the chain")
                .isGreaterThanOrEqualTo(entries.size());
    }

    private static SortedMap<Integer, String> stored(Api admin, String path) {
        SortedMap<Integer, String> versions = new TreeMap<>();
        for (JsonNode revision : Walk.through(admin, path + "/revisions?limit=200")) {
            String before = versions.put(
                    revision.at("/memory/version").asInt(),
                    revision.at("/memory/content").asString());
            assertThat(before).as("listed twice: %s", revision).isNull();
        }
        return versions;
    }
}
