package dev.holdfast.http.operations;

import static dev.holdfast.http.Api.memory;
import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.Gauge;
import com.codahale.metrics.MetricRegistry;
import dev.holdfast.domain.identity.Role;
import dev.holdfast.http.Api;
import dev.holdfast.http.Api.Got;
import dev.holdfast.http.OnMemory;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What {@code /metrics} shows, and to whom. */
final class MetricsTest extends OnMemory {
    /** Names with their labels. */
    private Set<String> series() {
        return server().api()
                .get("/metrics")
                .expect(200)
                .text()
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.substring(0, line.lastIndexOf(' ')))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private double value(String name) {
        return server().api()
                .get("/metrics")
                .text()
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .findFirst()
                .orElse(Double.NaN);
    }

    @Test
    void everyOperationShouldBeCountedByTheClassOfItsStatus() {
        double read = value("holdfast_http_request_seconds_count{operation=\"memory_get\",status=\"2xx\"}");
        double refused = value("holdfast_http_request_seconds_count{operation=\"memory_get\",status=\"4xx\"}");
        double notFound = value("holdfast_http_refused_total{code=\"not_found\"}");
        double unrouted = value("holdfast_http_request_seconds_count{operation=\"unrouted\",status=\"4xx\"}");
        Api admin = server().admin();
        admin.put(memory("n", "k"), "{\"content\":\"x\"}").expect(201);
        admin.get(memory("n", "k")).expect(200);
        admin.get(memory("n", "k")).expect(200);
        admin.get(memory("n", "absent")).expect(404);
        admin.get("/nowhere").expect(404);

        assertThat(value("holdfast_http_request_seconds_count{operation=\"memory_get\",status=\"2xx\"}"))
                .isEqualTo(read + 2);
        assertThat(value("holdfast_http_request_seconds_count{operation=\"memory_get\",status=\"4xx\"}"))
                .isEqualTo(refused + 1);
        assertThat(value("holdfast_http_refused_total{code=\"not_found\"}")).isEqualTo(notFound + 2);
        assertThat(value("holdfast_http_request_seconds_count{operation=\"unrouted\",status=\"4xx\"}"))
                .isEqualTo(unrouted + 1);
        assertThat(value("holdfast_http_in_flight")).isEqualTo(1);
        assertThat(value("holdfast_http_connections")).isPositive();
    }

    @Test
    void noCallerShouldMakeNewSeries() {
        Set<String> before = series();
        Api admin = server().admin();
        for (int i = 0; i < 20; i++) {
            admin.get("/made/up/" + i);
            admin.put(memory("made-up-" + i, "k"), "{\"content\":\"x\"}");
            admin.send("MADEUP" + i, "/livez", new byte[0]);
            admin.get("/v1/memories?made_up_" + i + "=1");
        }

        assertThat(series()).isEqualTo(before).isNotEmpty();
    }

    @Test
    void whatDiffersInOneThingShouldBeOneFamily() {
        MetricRegistry metrics = new MetricRegistry();
        metrics.counter("holdfast.http.refused.not_found").inc(2);
        metrics.counter("holdfast.http.refused.overloaded").inc();
        metrics.timer("holdfast.sql.recall.lexical").update(Duration.ofMillis(250));
        metrics.timer("holdfast.sql.memory.upsert").update(Duration.ofMillis(5));
        metrics.counter("holdfast.sql.failures.unavailable").inc();
        metrics.timer("holdfast.background.recall-sweep.runs").update(Duration.ofMillis(1));
        metrics.gauge("holdfast.sql.requests.breaker_open", () -> (Gauge<Integer>) () -> 1);
        metrics.gauge("holdfast.sql.background.breaker_open", () -> (Gauge<Integer>) () -> 0);
        metrics.gauge("holdfast.requests.pool.ActiveConnections", () -> (Gauge<Integer>) () -> 3);
        metrics.gauge("holdfast.health.pool.ActiveConnections", () -> (Gauge<Integer>) () -> 1);
        metrics.counter("holdfast.recall.swept").inc(7);
        metrics.counter("holdfast.coalesced.memory.find.calls").inc(5);

        String text = new MetricsText(metrics).text();

        assertThat(text.lines().filter(line -> line.startsWith("# TYPE ")))
                .containsExactly(
                        "# TYPE holdfast_background_run_seconds summary",
                        "# TYPE holdfast_coalesced_calls_total counter",
                        "# TYPE holdfast_http_refused_total counter",
                        "# TYPE holdfast_pool_active_connections gauge",
                        "# TYPE holdfast_recall_swept_total counter",
                        "# TYPE holdfast_sql_breaker_open gauge",
                        "# TYPE holdfast_sql_failures_total counter",
                        "# TYPE holdfast_sql_statement_seconds summary");
        assertThat(text.lines())
                .contains(
                        "holdfast_http_refused_total{code=\"not_found\"} 2.0",
                        "holdfast_http_refused_total{code=\"overloaded\"} 1.0",
                        "holdfast_sql_statement_seconds{statement=\"recall_lexical\",quantile=\"0.5\"} 0.25",
                        "holdfast_sql_statement_seconds_count{statement=\"memory_upsert\"} 1",
                        "holdfast_sql_failures_total{kind=\"unavailable\"} 1.0",
                        "holdfast_background_run_seconds_count{task=\"recall_sweep\"} 1",
                        "holdfast_sql_breaker_open{pool=\"requests\"} 1.0",
                        "holdfast_pool_active_connections{pool=\"health\"} 1.0",
                        "holdfast_coalesced_calls_total{statement=\"memory_find\"} 5.0",
                        "holdfast_recall_swept_total 7.0");
    }

    @Test
    void onlyOperatorsShouldSeeThem() {
        Api proxied = server().api().with("X-Forwarded-For", "203.0.113.9");
        String reader = server().key(server().tenant(), Role.READER);
        String admin = server().key(server().tenant(), Role.ADMIN);

        proxied.get("/metrics").expect(401, "not_authenticated");
        proxied.as(reader).get("/metrics").expect(403, "not_permitted");
        proxied.as(admin).get("/metrics").expect(200);
        Got local = server().api().get("/metrics").expect(200);
        assertThat(local.header("Content-Type")).contains("text/plain; version=0.0.4; charset=utf-8");
    }

    @Test
    void nothingOfATenantShouldBeInThem() {
        Api admin = server().admin();
        String tenant = admin.get("/v1/whoami").at("/tenant").asString();
        admin.put(memory("private-namespace", "k"), "{\"content\":\"x\"}").expect(201);

        assertThat(server().api().get("/metrics").text()).doesNotContain(tenant).doesNotContain("private");
    }
}
