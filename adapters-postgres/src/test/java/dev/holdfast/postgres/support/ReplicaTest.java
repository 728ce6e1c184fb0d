package dev.holdfast.postgres.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.codahale.metrics.MetricRegistry;
import dev.holdfast.domain.shared.DeadlineExceeded;
import dev.holdfast.domain.shared.Staleness;
import dev.holdfast.domain.shared.StoreFault;
import dev.holdfast.domain.shared.StoreUnavailable;
import dev.holdfast.ports.operations.Readiness;
import dev.holdfast.postgres.PostgresUnderTest;
import dev.holdfast.postgres.TestServer;
import dev.holdfast.postgres.operations.AdminConnection;
import dev.holdfast.postgres.operations.ReadinessForReads;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** When reads may leave the primary, by what the servers say of themselves. */
final class ReplicaTest {
    private static final long SYSTEM = 7;
    private static final Duration DAY = Duration.ofDays(1);

    /** A server that says what it is told to, or nothing. */
    private static final class Told implements Pulse {
        private volatile Beat says;
        private volatile boolean away;
        private volatile Optional<Beat> last = Optional.empty();
        private final AtomicInteger looks = new AtomicInteger();

        Told(boolean standby, long position) {
            says = new Beat(standby, SYSTEM, position);
        }

        @Override
        public boolean isAway() {
            return away;
        }

        @Override
        public Optional<Beat> last() {
            return last;
        }

        @Override
        public Optional<Beat> look() {
            looks.incrementAndGet();
            if (away) {
                return Optional.empty();
            }
            last = Optional.of(says);
            return last;
        }

        @Override
        public void close() {}
    }

    private final Clock clock = Clock.systemUTC();
    private final MetricRegistry metrics = new MetricRegistry();
    private final AtomicInteger copied = new AtomicInteger();
    private final Told primary = new Told(false, 100);
    private final Told copy = new Told(true, 100);
    private final AtomicReference<Sighting.Said> answer =
            new AtomicReference<>(new Sighting.Said(SYSTEM, OptionalLong.of(100), Optional.of(Duration.ZERO)));
    private final Replica replica = replica();

    private Replica replica() {
        AdminConnection admin = TestServer.migrated();
        return new Replica(PostgresUnderTest.traffic(admin, admin.jdbcUrl()), primary, copy, metrics, clock);
    }

    @AfterEach
    void close() {
        replica.close();
    }

    private static void until(Supplier<Boolean> so) {
        await().atMost(Duration.ofSeconds(20)).until(so::get);
    }

    private void usable() {
        until(() -> replica.isUsable() && replica.age().isPresent());
    }

    private void gone() {
        usable();
        primary.away = true;
        until(replica::isPrimaryAway);
    }

    /** A primary that has no connection to give is there all the same, and has what is new. */
    @Test
    void aPrimaryThatIsOnlyBusyShouldSendNobodyToTheCopy() {
        usable();

        assertThatThrownBy(() -> read(Staleness.ifNeedBe(System::nanoTime), ReplicaTest::busy))
                .isInstanceOf(StoreUnavailable.class);
        assertThat(copied).hasValue(0);
    }

    @Test
    void aPrimaryThatIsGoneShouldSendReadsToTheCopy() {
        gone();
        Staleness call = Staleness.ifNeedBe(System::nanoTime);

        assertThat(read(call, ReplicaTest::busy)).isEqualTo("copy");
        assertThat(call.oldest()).isPresent();
    }

    /** The look may have been lost; what came through to requests was not. */
    @Test
    void aPrimaryThatAnswersRequestsShouldBeThere() {
        gone();
        replica.beside(System::nanoTime);

        assertThat(replica.isPrimaryAway()).isFalse();
        assertThat(read(Staleness.ifNeedBe(System::nanoTime), () -> "newest")).isEqualTo("newest");
    }

    /** It has what was written there since, and does not follow anybody any more. */
    @Test
    void aCopyThatWasPromotedShouldNotAnswer() {
        usable();
        copy.says = new Pulse.Beat(false, SYSTEM, 200);
        until(() -> !replica.isUsable());

        assertThat(read(Staleness.upTo(DAY, System::nanoTime), () -> "newest")).isEqualTo("newest");
        assertThat(copied).hasValue(0);
    }

    /** Of several hosts, the one that answers may be another than the one that was looked at. */
    @Test
    void anAnswerOfAnotherDatabaseShouldNotCount() {
        usable();
        answer.set(new Sighting.Said(SYSTEM + 1, OptionalLong.of(100), Optional.of(Duration.ZERO)));

        assertThat(read(Staleness.upTo(DAY, System::nanoTime), () -> "newest")).isEqualTo("newest");
        assertThat(copied).hasValue(1);
    }

    @Test
    void anAnswerOfNoStandbyShouldNotCount() {
        usable();
        answer.set(new Sighting.Said(SYSTEM, OptionalLong.empty(), Optional.of(Duration.ZERO)));

        assertThat(read(Staleness.upTo(DAY, System::nanoTime), () -> "newest")).isEqualTo("newest");
        assertThat(copied).hasValue(1);
    }

    /** A primary that was put back to an earlier point has another history from there on, however long it gets. */
    @Test
    void aCopyThatHasMoreThanItsPrimaryShouldNeverAnswerAgain() {
        usable();
        primary.says = new Pulse.Beat(false, SYSTEM, 50);
        until(() -> !replica.isUsable());
        primary.says = new Pulse.Beat(false, SYSTEM, 500);
        until(() -> primary.last().orElseThrow().position() == 500);

        assertThat(replica.isUsable()).isFalse();
        assertThat(read(Staleness.upTo(DAY, System::nanoTime), () -> "newest")).isEqualTo("newest");
        assertThat(copied).hasValue(0);
    }

    @Test
    void aCopyThatHangsShouldCostNoAnswer() {
        usable();
        AtomicReference<Duration> given = new AtomicReference<>(DAY);
        Instant deadline = clock.instant().plusSeconds(20);

        String got =
                replica.read(Staleness.upTo(DAY, System::nanoTime), deadline, () -> "newest", (sighting, until) -> {
                    given.set(Duration.between(clock.instant(), until));
                    throw new DeadlineExceeded(new IllegalStateException("it hangs"));
                });

        assertThat(got).isEqualTo("newest");
        assertThat(given.get()).isLessThanOrEqualTo(Duration.ofSeconds(1));
    }

    /** It has not replayed a migration that the primary has: nothing is broken, and it will have it soon. */
    @Test
    void aCopyThatIsBehindAMigrationShouldBeLeftAloneUntilItHasIt() {
        usable();
        primary.says = new Pulse.Beat(false, SYSTEM, 200);
        try (Lines lines = new Lines()) {
            assertThat(readOld("42P01")).isEqualTo("newest");
            for (String missing : List.of("42P01", "42703", "42883", "42704", "3F000")) {
                assertThat(replica.translate(new SQLException("not there", missing)))
                        .isInstanceOf(StoreFault.class);
            }
            assertThat(readOld("42P01")).isEqualTo("newest");

            assertThat(copied).hasValue(1);
            assertThat(lines.of(Level.WARN)).singleElement().asString().contains("behind a migration", "42P01");
            assertThat(lines.of(Level.ERROR)).isEmpty();

            long looks = copy.looks.get();
            until(() -> copy.looks.get() > looks + 2);
            assertThat(replica.isUsable()).isFalse();

            copy.says = new Pulse.Beat(true, SYSTEM, 200);
            usable();
            assertThat(read(Staleness.upTo(DAY, System::nanoTime), ReplicaTest::busy))
                    .isEqualTo("copy");

            readOld("42P01");
            assertThat(lines.of(Level.WARN)).hasSize(2);
        }
    }

    /** Most statements need nothing of what it lacks. */
    @Test
    void aCopyThatIsBehindAMigrationShouldBeBetterThanNothing() {
        gone();
        try (Lines lines = new Lines()) {
            assertThatThrownBy(() -> readOld("42703")).isInstanceOf(StoreUnavailable.class);
            assertThat(lines.of(Level.ERROR)).isEmpty();
        }

        assertThat(replica.isUsable()).isFalse();
        assertThat(read(Staleness.ifNeedBe(System::nanoTime), ReplicaTest::busy))
                .isEqualTo("copy");
        assertThat(read(Staleness.upTo(DAY, System::nanoTime), ReplicaTest::busy))
                .isEqualTo("copy");
    }

    /** Those that need nothing of it go on, however many others fail. */
    @Test
    void whatACopyLacksShouldCloseItToNobody() {
        gone();
        for (int i = 0; i < 20; i++) {
            assertThatThrownBy(() -> readThere(connection -> {
                        throw replica.translate(new SQLException("not there", "42P01"));
                    }))
                    .isInstanceOf(StoreUnavailable.class);
        }

        assertThat(readThere(connection -> "copy")).isEqualTo("copy");
        assertThat(metrics.counter("holdfast.sql.failures.missing").getCount()).isEqualTo(20);
        assertThat(new ReadinessForReads(List::of, Optional.of(replica)).check())
                .containsExactly(
                        new Readiness.Check("reads", true, "the replica answers in the stead of the database"));
    }

    /** What is done over a connection of the copy's while the primary is gone. */
    private String readThere(Gate.Attempt<String> attempt) {
        return replica.read(
                Staleness.ifNeedBe(System::nanoTime),
                clock.instant().plusSeconds(20),
                ReplicaTest::busy,
                (sighting, until) -> {
                    sighting.hear(answer.get());
                    return replica.run(until, "test", attempt);
                });
    }

    /** It will never have what was lost, and lacks nothing that its new primary has. */
    @Test
    void aCopyThatLackedWhatAFailoverLostShouldBeReadAgain() {
        usable();
        primary.says = new Pulse.Beat(false, SYSTEM, 500);
        assertThat(readOld("42P01")).isEqualTo("newest");
        looked();
        copy.says = new Pulse.Beat(true, SYSTEM, 300);
        looked();
        assertThat(replica.isUsable()).isFalse();

        primary.says = new Pulse.Beat(false, SYSTEM, 300);

        until(replica::isUsable);
    }

    /** Both were looked at, from beginning to end. */
    private void looked() {
        int ofPrimary = primary.looks.get();
        int ofCopy = copy.looks.get();
        until(() -> primary.looks.get() > ofPrimary + 2 && copy.looks.get() > ofCopy + 2);
    }

    /** What goes wrong at a copy otherwise is what would go wrong anywhere. */
    @Test
    void whatIsADefectShouldStayOneAtACopy() {
        usable();
        try (Lines lines = new Lines()) {
            assertThat(readOld("42501")).isEqualTo("newest");
            assertThat(lines.of(Level.ERROR)).hasSize(1);
        }
        assertThat(replica.isUsable()).isTrue();
    }

    /** A read that asks for the copy, which says {@code state} to it. */
    private String readOld(String state) {
        return replica.read(
                Staleness.upTo(DAY, System::nanoTime),
                clock.instant().plusSeconds(20),
                () -> {
                    if (replica.isPrimaryAway()) {
                        throw new StoreUnavailable(new IllegalStateException("away"));
                    }
                    return "newest";
                },
                (sighting, until) -> {
                    copied.incrementAndGet();
                    throw replica.translate(new SQLException("not there", state));
                });
    }

    /** What is logged meanwhile. */
    private static final class Lines implements AutoCloseable {
        private final Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
        private final Logger watched = (Logger) LoggerFactory.getLogger(Replica.class.getPackageName());
        private final ListAppender<ILoggingEvent> appender = new ListAppender<>();

        Lines() {
            appender.start();
            root.addAppender(appender);
            watched.setLevel(Level.WARN);
        }

        List<String> of(Level level) {
            return List.copyOf(appender.list).stream()
                    .filter(event ->
                            event.getLevel() == level && event.getLoggerName().startsWith(watched.getName()))
                    .map(ILoggingEvent::getFormattedMessage)
                    .toList();
        }

        @Override
        public void close() {
            root.detachAppender(appender);
            watched.setLevel(null);
        }
    }

    @Test
    void aReplicaThatIsClosedShouldBeUnavailableAndNoDefect() {
        usable();
        replica.close();

        assertThatThrownBy(() -> read(Staleness.ifNeedBe(System::nanoTime), ReplicaTest::busy))
                .isInstanceOf(StoreUnavailable.class);
    }

    private static String busy() {
        throw new StoreUnavailable(new IllegalStateException("every connection is busy"));
    }

    private String read(Staleness wish, Supplier<String> newest) {
        return replica.read(wish, clock.instant().plusSeconds(20), newest, (sighting, until) -> {
            copied.incrementAndGet();
            sighting.hear(answer.get());
            return "copy";
        });
    }
}
