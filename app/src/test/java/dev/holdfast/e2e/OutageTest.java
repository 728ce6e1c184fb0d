package dev.holdfast.e2e;

import static dev.holdfast.http.Api.memory;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.domain.FaultProxy;
import dev.holdfast.domain.Race;
import dev.holdfast.http.Api;
import dev.holdfast.http.Api.Got;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The database goes away while the server serves, and comes back: the server says so, refuses in time, and heals by itself. */
class OutageTest {
    private static final Duration DEADLINE = Duration.ofSeconds(1);
    /** What a slow machine may add to a deadline that was kept. */
    private static final Duration TOLERANCE = Duration.ofSeconds(1);

    private static final Duration HEALED = Duration.ofSeconds(5);
    private static final int CALLERS = 40;

    private static final List<Function<Api, Got>> REQUESTS = List.of(
            api -> api.get(memory("outage", "k")),
            api -> api.get("/v1/memories"),
            api -> api.post("/v1/memories/search", "{\"query\":\"anything\"}"),
            api -> api.put(memory("outage", "k"), "{\"content\":\"x\"}"),
            api -> api.with("Idempotency-Key", "outage").put(memory("outage", "k2"), "{\"content\":\"x\"}"),
            api -> api.post(
                    "/v1/memories/batch",
                    "{\"memories\":[{\"namespace\":\"outage\",\"key\":\"k3\",\"content\":\"x\"}]}"),
            api -> api.delete(memory("outage", "k")),
            api -> api.get("/v1/audit"));

    @RegisterExtension
    static final Nodes NODES = Nodes.perTest();

    private final Ledger ledger = new Ledger("ledger");
    private Database database;
    private FaultProxy proxy;
    private Node node;
    private Api admin;

    @BeforeEach
    void start() {
        database = NODES.database();
        proxy = FaultProxy.to(database.port());
        node = NODES.serve(NODES.homeOn(database).with("DATABASE_URL", database.urlOver(proxy.port())));
        admin = node.first();
    }

    @AfterEach
    void stop() {
        proxy.close();
    }

    @Test
    void aStoppedDatabaseShouldBeReportedAndHealWithoutARestart() {
        throughout(database::stop, database::start);
    }

    @Test
    void aFrozenDatabaseShouldBeReportedAndHealWithoutARestart() {
        throughout(database::freeze, database::thaw);
    }

    /** Nothing arrives, and nobody says so: a cable is cut, a firewall forgot the connection. */
    @Test
    void aBlackHoleBeforeTheDatabaseShouldBeReportedAndHealWithoutARestart() {
        throughout(proxy::blackHole, proxy::heal);
    }

    private void throughout(Runnable goes, Runnable comesBack) {
        try (Writers writers = Writers.start(4, () -> admin.with("X-Request-Timeout-Ms", "1000"), ledger)) {
            writers.goOnFor(50);
            assertThat(node.api().get("/readyz").status()).isEqualTo(200);

            goes.run();
            try {
                assertThatRequestsEndInTime();
                assertThatReadinessSaysWhy();
                assertThatRequestsEndInTime();
            } finally {
                comesBack.run();
            }

            await("heals")
                    .atMost(HEALED)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(50))
                    .until(this::serves);
            writers.goOnFor(50);
            int written = writers.finish();
            assertThat(ledger.size()).isEqualTo(written);
            ledger.shouldBeWhatIsStored(admin);
            assertThat(node.program().isAlive()).isTrue();
        }
    }

    private void assertThatReadinessSaysWhy() {
        await("readiness").atMost(Program.PATIENCE).untilAsserted(() -> {
            assertThat(node.api().get("/livez").status()).isEqualTo(200);
            Got ready = node.api().get("/readyz?verbose").expect(503);
            assertThat(ready.at("/status").asString()).isEqualTo("unavailable");
            assertThat(ready.at("/checks")).as(ready.text()).anySatisfy(check -> {
                assertThat(check.at("/ok").asBoolean()).isFalse();
                assertThat(check.at("/name").asString()).isEqualTo("database");
                assertThat(check.at("/detail").asString()).contains("does not answer");
            });
        });
    }

    private void assertThatRequestsEndInTime() {
        Api hasty = admin.with("X-Request-Timeout-Ms", Long.toString(DEADLINE.toMillis()));
        List<Race.Outcome<Integer>> outcomes = Race.of(CALLERS, caller -> {
            REQUESTS.forEach(request -> assertThatItEndsInTime(hasty, request));
            return caller;
        });
        assertThat(Race.failures(outcomes)).isEmpty();
        assertThat(Race.values(outcomes)).hasSize(CALLERS);
    }

    private static void assertThatItEndsInTime(Api hasty, Function<Api, Got> request) {
        long start = System.nanoTime();
        Got refused = request.apply(hasty);
        Duration took = Duration.ofNanos(System.nanoTime() - start);

        assertThat(refused.status()).as(refused.text()).isEqualTo(503);
        assertThat(refused.header("Content-Type")).contains("application/problem+json");
        assertThat(refused.header("Retry-After")).as(refused.text()).isPresent();
        assertThat(refused.at("/retryable").asBoolean()).isTrue();
        assertThat(took).as(refused.text()).isLessThan(DEADLINE.plus(TOLERANCE));
    }

    private boolean serves() {
        Api hasty = admin.with("X-Request-Timeout-Ms", "500");
        return node.api().get("/readyz").status() == 200
                && hasty.put(memory("outage", "healed"), "{\"content\":\"x\"}").status() < 300;
    }
}
