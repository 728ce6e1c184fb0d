package dev.holdfast.http.operations;

import static dev.holdfast.http.Api.memory;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.identity.Role;
import dev.holdfast.http.Api;
import dev.holdfast.http.Api.Got;
import dev.holdfast.http.OnMemory;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What {@code /metrics} shows, and to whom. */
final class MetricsTest extends OnMemory {
    private Set<String> names() {
        return server().api()
                .get("/metrics")
                .expect(200)
                .text()
                .lines()
                .filter(line -> line.startsWith("# TYPE "))
                .map(line -> line.split(" ", -1)[2])
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
        double read = value("holdfast_http_requests_memory_get_2xx_count");
        double refused = value("holdfast_http_requests_memory_get_4xx_count");
        double notFound = value("holdfast_http_refused_not_found_total");
        double unrouted = value("holdfast_http_requests_unrouted_4xx_count");
        Api admin = server().admin();
        admin.put(memory("n", "k"), "{\"content\":\"x\"}").expect(201);
        admin.get(memory("n", "k")).expect(200);
        admin.get(memory("n", "k")).expect(200);
        admin.get(memory("n", "absent")).expect(404);
        admin.get("/nowhere").expect(404);

        assertThat(value("holdfast_http_requests_memory_get_2xx_count")).isEqualTo(read + 2);
        assertThat(value("holdfast_http_requests_memory_get_4xx_count")).isEqualTo(refused + 1);
        assertThat(value("holdfast_http_refused_not_found_total")).isEqualTo(notFound + 2);
        assertThat(value("holdfast_http_requests_unrouted_4xx_count")).isEqualTo(unrouted + 1);
        assertThat(value("holdfast_http_in_flight")).isEqualTo(1);
        assertThat(value("holdfast_http_connections")).isPositive();
    }

    @Test
    void noCallerShouldMakeNewNames() {
        Set<String> before = names();
        Api admin = server().admin();
        for (int i = 0; i < 20; i++) {
            admin.get("/made/up/" + i);
            admin.put(memory("made-up-" + i, "k"), "{\"content\":\"x\"}");
            admin.send("MADEUP" + i, "/livez", new byte[0]);
            admin.get("/v1/memories?made_up_" + i + "=1");
        }

        assertThat(names()).isEqualTo(before).isNotEmpty();
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
