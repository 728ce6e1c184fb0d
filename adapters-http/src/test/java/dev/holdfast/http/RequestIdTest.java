package dev.holdfast.http;

import static dev.holdfast.http.Api.memory;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.holdfast.domain.identity.Role;
import dev.holdfast.domain.shared.TenantId;
import dev.holdfast.http.Api.Got;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** How a request can be found again: its id and its trace. */
final class RequestIdTest extends OnMemory {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String PARENT = "00-" + TRACE + "-00f067aa0ba902b7-01";

    /** What was written about one request. */
    private static final class Log extends ListAppender<ILoggingEvent> {
        private static final Logger REQUESTS = (Logger) LoggerFactory.getLogger("dev.holdfast.http.requests");

        private Log() {
            list = new CopyOnWriteArrayList<>();
        }

        @Override
        protected void append(ILoggingEvent event) {
            event.prepareForDeferredProcessing(); // or it would tell of the thread that reads it
            super.append(event);
        }

        static List<ILoggingEvent> during(Runnable request) {
            Log log = new Log();
            Level before = REQUESTS.getLevel();
            boolean additive = REQUESTS.isAdditive();
            log.start();
            REQUESTS.setLevel(Level.INFO);
            REQUESTS.setAdditive(false);
            REQUESTS.addAppender(log);
            try {
                request.run();
                return List.copyOf(log.list);
            } finally {
                REQUESTS.detachAppender(log);
                REQUESTS.setAdditive(additive);
                REQUESTS.setLevel(before);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "A-b_c.9", "0190b6c8-5f5e-7000-8000-000000000000"})
    void anIdOfTheCallerShouldBeKept(String id) {
        TenantId tenant = server().tenant();
        Api admin = server().api().as(server().key(tenant, Role.ADMIN)).with("X-Request-Id", id);

        Got written = admin.put(memory("n", "k"), "{\"content\":\"x\"}").expect(201);
        Got refused = admin.get(memory("n", "absent")).expect(404);

        assertThat(written.header("X-Request-Id")).contains(id);
        assertThat(refused.header("X-Request-Id")).contains(id);
        assertThat(refused.at("/request_id").asString()).isEqualTo(id);
        assertThat(server().audit(tenant).get(0).requestId()).isEqualTo(id);
    }

    @Test
    void theLongestIdShouldBeKeptAndNoLongerOne() {
        String longest = "x".repeat(128);

        assertThat(answered(longest)).isEqualTo(longest);
        assertThat(answered(longest + "x")).doesNotContain("xx");
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "two words", "a;b", "a,b", "<script>", "a\tb", "${jndi:ldap://x}", "a/b", "\"a\""})
    void anIdThatCouldDoHarmShouldBeReplaced(String id) {
        assertThat(answered(id)).matches("[0-9a-f-]{36}");
    }

    @Test
    void twoIdsShouldBeNone() {
        Got got = server().api()
                .with("X-Request-Id", "a")
                .with("X-Request-Id", "b")
                .get("/livez");

        assertThat(got.header("X-Request-Id").orElseThrow()).matches("[0-9a-f-]{36}");
    }

    @Test
    void everyRequestWithoutAnIdShouldGetItsOwn() {
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < 50; i++) {
            ids.add(server().api().get("/livez").header("X-Request-Id").orElseThrow());
        }
        assertThat(ids).hasSize(50);
    }

    @Test
    void aTraceShouldBeContinuedInTheLog() {
        List<ILoggingEvent> lines = Log.during(() -> server().api()
                .with("traceparent", PARENT)
                .with("X-Request-Id", "traced")
                .get("/livez"));

        assertThat(lines).hasSize(1);
        assertThat(values(lines.get(0)))
                .containsEntry("trace_id", TRACE)
                .containsEntry("request_id", "traced")
                .containsEntry("route", "/livez")
                .containsEntry("status", 200);
        assertThat(lines.get(0).getMDCPropertyMap())
                .as("in JSON a name would be there twice")
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rubbish",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
                "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
                "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-x",
                "00-4bf92f3577b34da6a3ce929d0e0e473-00f067aa0ba902b7-01"
            })
    void aMalformedTraceShouldBeLeftOut(String parent) {
        List<ILoggingEvent> lines = Log.during(
                () -> server().api().with("traceparent", parent).get("/livez").expect(200));

        assertThat(values(lines.get(0))).doesNotContainKey("trace_id");
    }

    @Test
    void theLogShouldTellWhoAskedAndNothingOfWhatWasSaid() {
        TenantId tenant = server().tenant();
        String key = server().key(tenant, Role.ADMIN);

        List<ILoggingEvent> lines = Log.during(() -> server().api()
                .as(key)
                .put(memory("private-namespace", "private-key"), "{\"content\":\"private content\"}")
                .expect(201));

        Map<String, Object> values = values(lines.get(0));
        assertThat(values)
                .containsEntry("tenant", tenant.value())
                .containsEntry("route", "/v1/memories/{namespace}/{key}")
                .containsEntry("method", "PUT");
        assertThat(values.toString()).doesNotContain("private").doesNotContain(key.substring(40));
        assertThat(lines.get(0).getFormattedMessage()).doesNotContain("private");
    }

    @Test
    void aMadeUpMethodShouldNotBeWrittenIntoTheLog() {
        List<ILoggingEvent> lines = Log.during(() -> server().api().send("made-up", "/livez", new byte[0]));

        assertThat(values(lines.get(0))).containsEntry("method", "?");
    }

    private String answered(String id) {
        return server().api()
                .with("X-Request-Id", id)
                .get("/livez")
                .header("X-Request-Id")
                .orElseThrow();
    }

    private static Map<String, Object> values(ILoggingEvent line) {
        return line.getKeyValuePairs().stream().collect(Collectors.toMap(pair -> pair.key, pair -> pair.value));
    }
}
