package dev.holdfast.postgres.support;

import static dev.holdfast.domain.memory.Memories.aMemory;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.holdfast.domain.FaultProxy;
import dev.holdfast.domain.TestTenant;
import dev.holdfast.domain.memory.MemoryStage;
import dev.holdfast.domain.shared.DeadlineExceeded;
import dev.holdfast.domain.shared.OutcomeUnknown;
import dev.holdfast.domain.shared.Scope;
import dev.holdfast.ports.shared.Overdue;
import dev.holdfast.postgres.PostgresUnderTest;
import dev.holdfast.postgres.TestServer;
import dev.holdfast.postgres.operations.AdminConnection;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A server that does not answer holds up nobody for much longer than they wanted to wait. */
final class LifelineTest {
    private static final Duration MOST = Duration.ofMillis(400);
    private static final Duration TOLERANCE = Duration.ofSeconds(5);

    private final AtomicLong now = new AtomicLong();
    private final Overdue overdue = new Overdue(now::get);
    private AdminConnection admin;
    private FaultProxy proxy;

    @BeforeEach
    void open() {
        AdminConnection server = TestServer.migrated();
        proxy = FaultProxy.to(TestServer.portOf(server));
        admin = TestServer.through(proxy.port(), server);
    }

    @AfterEach
    void close() {
        proxy.close();
    }

    @Test
    void aReadOfASilentServerShouldEndAtItsDeadline() {
        whileSilent((here, soon) -> assertThatThrownBy(
                        () -> here.repository().find(soon, aMemory().build().address(), soon.deadline()))
                .isInstanceOf(DeadlineExceeded.class));
    }

    @Test
    void ofAWriteNobodyShouldSayWhetherItHappened() {
        whileSilent((here, soon) -> assertThatThrownBy(() -> here.repository()
                        .upsert(
                                soon,
                                aMemory().withContent("second").write(),
                                here.tenant().change()))
                .isInstanceOf(OutcomeUnknown.class));
    }

    private void whileSilent(BiConsumer<MemoryStage, Scope> asked) {
        try (PostgresUnderTest storage = PostgresUnderTest.with(admin, Coalescing.OFF)) {
            MemoryStage here = MemoryStage.on(storage);
            here.upsert(aMemory());
            proxy.blackHole();
            Scope soon = soon(here, storage);
            long start = System.nanoTime();
            asked.accept(here, soon);
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            proxy.heal();

            assertThat(took).isBetween(MOST.plus(Gate.GRACE).minusMillis(1), MOST.plus(TOLERANCE));
            assertThat(here.find(aMemory())).isPresent();
        }
    }

    private static Scope soon(MemoryStage here, PostgresUnderTest storage) {
        return new Scope(
                here.tenant().id(), TestTenant.ALICE, storage.clock().instant().plus(MOST), "request-1");
    }

    @Test
    void whoWaitsForASilentServerShouldBeToldThatTheConnectionIsLost() throws SQLException {
        try (Connection connection = admin.open();
                Statement statement = connection.createStatement()) {
            Lifeline line = Lifeline.of(connection, overdue, MOST);
            proxy.blackHole();
            now.addAndGet(MOST.toNanos());

            assertThatThrownBy(() -> statement.execute("SELECT 1"))
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            lost -> assertThat(SqlStates.classify(lost)).isEqualTo(Failure.CONNECTION_LOST));
            assertThat(line.end()).isFalse();
        }
    }

    @Test
    void theDriverShouldSetNoTimersOfItsOwn() throws SQLException {
        try (Connection connection = admin.open()) {
            connection.setNetworkTimeout(Runnable::run, 1_000);
            Lifeline line = Lifeline.of(connection, overdue, MOST);

            assertThat(connection.getNetworkTimeout()).isZero();
            assertThat(line.end()).isTrue();
        }
    }

    @Test
    void aConnectionShouldBeCutWhetherAnybodyReadsFromItOrNot() throws SQLException {
        try (Connection connection = admin.open()) {
            Lifeline line = Lifeline.of(connection, overdue, MOST);
            now.addAndGet(MOST.toNanos());

            await().until(connection::isClosed);
            assertThat(line.end()).isFalse();
        }
    }

    @Test
    void aConnectionWhoseUseIsOverShouldStayAsItIs() throws SQLException {
        try (Connection connection = admin.open();
                Statement statement = connection.createStatement()) {
            Lifeline line = Lifeline.of(connection, overdue, MOST);
            now.addAndGet(MOST.toNanos() - 1);
            assertThat(statement.execute("SELECT 1")).isTrue();
            assertThat(line.end()).isTrue();

            now.addAndGet(1);
            Lifeline other = Lifeline.of(connection, overdue, MOST);
            assertThat(statement.execute("SELECT pg_sleep(0.1)")).isTrue();
            assertThat(other.end()).isTrue();
        }
    }
}
