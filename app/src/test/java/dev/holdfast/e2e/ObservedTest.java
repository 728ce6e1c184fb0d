package dev.holdfast.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The metrics of a real server, and what is built on their names. */
class ObservedTest {
    private static final Pattern METRIC = Pattern.compile("\\bholdfast_[a-z_]+\\b");

    /** There only when something of the kind has happened, or is configured. */
    private static final Set<String> AT_TIMES =
            Set.of("holdfast_sql_failures_total", "holdfast_embedding_dead", "holdfast_embedder_failures_total");

    @RegisterExtension
    static final Nodes NODES = Nodes.perClass();

    @ParameterizedTest
    @ValueSource(strings = {"grafana.json", "alerts.yml"})
    void dashboardAndAlertsShouldNameMetricsThatThereAre(String file) throws IOException {
        Node node = NODES.serve(NODES.home());
        Set<String> there = new TreeSet<>();
        node.api()
                .get("/metrics")
                .expect(200)
                .text()
                .lines()
                .forEach(line -> METRIC.matcher(line).results().forEach(match -> there.add(match.group())));
        String text = Files.readString(Path.of("..", "docs", "operations", file));

        Set<String> named = new TreeSet<>();
        METRIC.matcher(text).results().forEach(match -> named.add(match.group()));

        assertThat(named).hasSizeGreaterThan(5);
        named.removeAll(AT_TIMES);
        assertThat(there).containsAll(named);
    }

    @Test
    void theProcessShouldShowItsMemory() {
        Node node = NODES.serve(NODES.home());

        assertThat(node.api().get("/metrics").expect(200).text())
                .containsPattern("(?m)^holdfast_jvm_memory_heap_used [1-9]")
                .containsPattern("(?m)^holdfast_jvm_threads [1-9]")
                .contains("holdfast_pool_max_connections{pool=\"requests\"}");
    }
}
