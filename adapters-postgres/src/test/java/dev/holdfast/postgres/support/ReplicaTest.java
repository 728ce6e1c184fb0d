package dev.holdfast.postgres.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.codahale.metrics.MetricRegistry;
import dev.holdfast.domain.shared.Staleness;
import dev.holdfast.domain.shared.StoreUnavailable;
import dev.holdfast.postgres.PostgresUnderTest;
import dev.holdfast.postgres.TestServer;
import dev.holdfast.postgres.operations.AdminConnection;
import dev.holdfast.postgres.operations.ServerPulse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** When reads may leave the primary. */
final class ReplicaTest {
    private final Clock clock = Clock.systemUTC();
    private final AdminConnection admin = TestServer.migrated();
    private final PostgresConfig alive = PostgresUnderTest.traffic(admin, admin.jdbcUrl());
    private final AtomicInteger copied = new AtomicInteger();

    private Replica replica(PostgresConfig primary) {
        return new Replica(
                alive,
                new ServerPulse(primary, "watch", false),
                new ServerPulse(alive, "replica-watch", true),
                new MetricRegistry(),
                clock);
    }

    private Instant deadline() {
        return clock.instant().plus(Duration.ofSeconds(20));
    }

    /** A primary that has no connection to give is there all the same, and has what is new. */
    @Test
    void aPrimaryThatIsOnlyBusyShouldSendNobodyToTheCopy() {
        try (Replica replica = replica(alive)) {
            assertThatThrownBy(() -> read(replica, Staleness.ifNeedBe())).isInstanceOf(StoreUnavailable.class);
        }
        assertThat(copied).hasValue(0);
    }

    @Test
    void aPrimaryThatIsGoneShouldSendReadsToTheCopy() {
        try (Replica replica =
                replica(PostgresUnderTest.traffic(admin, "jdbc:postgresql://127.0.0.1:" + nowhere() + "/x"))) {
            // The copy is asked, though nothing is known of its age, so that its answer cannot be given.
            assertThatThrownBy(() -> read(replica, Staleness.ifNeedBe())).isInstanceOf(StoreUnavailable.class);
        }
        assertThat(copied).hasValue(1);
    }

    /** What is asked here is no standby: it cannot say how old it is. */
    @Test
    void aCopyOfUnknownAgeShouldNotAnswer() {
        try (Replica replica = replica(alive)) {
            assertThat(replica.read(Staleness.upTo(Duration.ofDays(1)), deadline(), () -> "newest", sighting -> "copy"))
                    .isEqualTo("newest");
        }
    }

    private String read(Replica replica, Staleness wish) {
        return replica.read(
                wish,
                deadline(),
                () -> {
                    throw new StoreUnavailable(new IllegalStateException("every connection is busy"));
                },
                sighting -> {
                    copied.incrementAndGet();
                    return "copy";
                });
    }

    private static int nowhere() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
