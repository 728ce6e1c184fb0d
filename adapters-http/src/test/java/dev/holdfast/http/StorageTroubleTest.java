package dev.holdfast.http;

import static dev.holdfast.http.Api.memory;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.domain.identity.Role;
import dev.holdfast.domain.shared.DeadlineExceeded;
import dev.holdfast.domain.shared.OutcomeUnknown;
import dev.holdfast.domain.shared.StoreBusy;
import dev.holdfast.domain.shared.StoreFault;
import dev.holdfast.domain.shared.StoreFull;
import dev.holdfast.domain.shared.StoreLocked;
import dev.holdfast.domain.shared.StoreUnavailable;
import dev.holdfast.http.Api.Got;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** What callers are told when the store does not do its work: what they may do now, and nothing of its words. */
@TestInstance(Lifecycle.PER_CLASS)
final class StorageTroubleTest {
    private static final String SECRET = "ERROR: relation \"memory\" SELECT secret FROM host 10.0.0.1";

    private final TroubledStorage storage = new TroubledStorage();
    private final HttpUnderTest server = HttpUnderTest.over(storage);

    /** A failure and what the caller is told. */
    private record Case(Supplier<RuntimeException> failure, int status, String code, boolean retryable) {}

    private static final List<Case> CASES = List.of(
            new Case(() -> new StoreUnavailable(cause()), 503, "unavailable", true),
            new Case(() -> new OutcomeUnknown(cause()), 503, "outcome_unknown", true),
            new Case(() -> new DeadlineExceeded(cause()), 503, "deadline_exceeded", true),
            new Case(() -> new StoreBusy(cause()), 503, "conflict_retry", true),
            new Case(() -> new StoreLocked(cause()), 409, "locked", true),
            new Case(() -> new StoreFull(cause()), 507, "store_full", false),
            new Case(() -> new StoreFault(cause()), 500, "internal", false),
            new Case(() -> new IllegalStateException(SECRET), 500, "internal", false),
            new Case(() -> new NullPointerException(SECRET), 500, "internal", false));

    private static Exception cause() {
        return new IllegalStateException(SECRET);
    }

    @AfterEach
    void peace() {
        storage.peace();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @TestFactory
    Stream<DynamicTest> everyFailureShouldBeAProblemWithoutTheStoresWords() {
        return CASES.stream()
                .map(one ->
                        DynamicTest.dynamicTest(one.failure().get().getClass().getSimpleName(), () -> {
                            Api admin = server.admin().with("Idempotency-Key", "again");
                            storage.trouble(() -> {
                                throw one.failure().get();
                            });
                            for (Got got : List.of(
                                    admin.get(memory("n", "k")),
                                    admin.put(memory("n", "k"), "{\"content\":\"x\"}"),
                                    admin.delete(memory("n", "k")),
                                    admin.get("/v1/memories"),
                                    admin.post("/v1/memories/search", "{\"query\":\"x\"}"))) {
                                got.expect(one.status(), one.code());
                                assertThat(got.at("/retryable").asBoolean()).isEqualTo(one.retryable());
                                assertThat(got.header("Retry-After").isPresent())
                                        .isEqualTo(one.status() == 503);
                                assertThat(got.text())
                                        .doesNotContain("relation")
                                        .doesNotContain("10.0.0.1")
                                        .doesNotContain("Exception")
                                        .doesNotContain("at dev.holdfast");
                            }
                            storage.peace();
                            admin.put(memory("n", "k"), "{\"content\":\"x\"}").expect(201);
                        }));
    }

    @Test
    void aFailureShouldNotBeRememberedForTheRepetition() {
        Api admin = server.admin().with("Idempotency-Key", "k");
        storage.trouble(() -> {
            throw new StoreUnavailable(cause());
        });
        admin.put(memory("n", "k"), "{\"content\":\"x\"}").expect(503, "unavailable");
        storage.peace();

        Got first = admin.put(memory("n", "k"), "{\"content\":\"x\"}").expect(201);
        assertThat(first.header("Idempotency-Replayed")).isEmpty();
        assertThat(admin.put(memory("n", "k"), "{\"content\":\"x\"}")
                        .expect(201)
                        .text())
                .isEqualTo(first.text());
    }

    @Test
    void aKeyThatCannotBeLookedUpShouldNotBeCalledWrong() {
        Api unknown = server.api().as(server.key(server.tenant(), Role.ADMIN));
        storage.keyTrouble(() -> {
            throw new StoreUnavailable(cause());
        });

        unknown.get("/v1/whoami").expect(503, "unavailable");
        server.api().as("hf_test_rubbish").get("/v1/whoami").expect(401, "not_authenticated");
        server.api().get("/livez").expect(200);
        storage.peace();
        unknown.get("/v1/whoami").expect(200);
    }

    @Test
    void aSlowStoreShouldNotKeepACallerBeyondItsDeadline() {
        Api admin = server.admin();
        admin.put(memory("n", "k"), "{\"content\":\"x\"}").expect(201);
        for (int timeout : List.of(200, 500)) {
            storage.trouble(() -> takeAtLeast(Duration.ofMillis(timeout)));
            long before = System.nanoTime();
            Got late = admin.with("X-Request-Timeout-Ms", Integer.toString(timeout))
                    .put(memory("n", "k"), "{\"content\":\"y\"}");

            late.expect(503, "deadline_exceeded");
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofMillis(timeout + 1_000));
        }
        storage.peace();
        assertThat(admin.get(memory("n", "k")).at("/content").asString()).isEqualTo("x");
    }

    @Test
    void theDeadlineShouldReachTheStore() {
        server.admin().with("X-Request-Timeout-Ms", "1").get("/livez").expect(200);
        for (String timeout :
                List.of("0", "-1", "30001", "1.5", "1e3", "soon", "99999999999999999999", "5 000", "5, 6")) {
            Got refused = server.admin()
                    .with("X-Request-Timeout-Ms", timeout)
                    .get("/v1/memories")
                    .expect(400, "malformed_request");
            assertThat(refused.at("/errors/0/header").asString()).isEqualTo("X-Request-Timeout-Ms");
        }
        server.admin().with("X-Request-Timeout-Ms", "30000").get("/v1/memories").expect(200);
    }

    private static void takeAtLeast(Duration time) {
        long start = System.nanoTime();
        await().pollInterval(Duration.ofMillis(5)).until(() -> System.nanoTime() - start > time.toNanos());
    }
}
