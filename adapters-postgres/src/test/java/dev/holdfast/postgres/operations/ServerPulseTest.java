package dev.holdfast.postgres.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.domain.FaultProxy;
import dev.holdfast.postgres.PostgresUnderTest;
import dev.holdfast.postgres.TestServer;
import dev.holdfast.postgres.support.PostgresConfig;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What is taken for a server that is away, and what is not. */
final class ServerPulseTest {
    private final AdminConnection admin = TestServer.migrated();
    private final URI address = URI.create(admin.jdbcUrl().substring("jdbc:".length()));

    private ServerPulse pulse(String hosts, String path) {
        PostgresConfig config = PostgresUnderTest.traffic(
                admin, "jdbc:postgresql://" + hosts + path + "?sslmode=disable&gssEncMode=disable");
        return new ServerPulse(config, "watch", false);
    }

    /** Whoever gives a reason is there. What it did not say is not made up of what it said before. */
    @Test
    void aServerThatRefusesShouldBeThereAndHaveSaidNothing() {
        try (ServerPulse pulse = pulse("127.0.0.1:" + address.getPort(), "/no_such_database")) {
            assertThat(pulse.look()).isEmpty();
            assertThat(pulse.isAway()).isFalse();
        }
    }

    @Test
    void aServerThatIsNotThereShouldBeAway() {
        try (FaultProxy proxy = FaultProxy.to(address.getPort());
                ServerPulse pulse = pulse("127.0.0.1:" + proxy.port(), address.getPath())) {
            assertThat(pulse.look()).isPresent();

            proxy.refuse();
            assertThat(pulse.look()).isEmpty();
            assertThat(pulse.isAway()).isTrue();

            proxy.heal();
            assertThat(pulse.look()).isPresent();
            assertThat(pulse.isAway()).isFalse();
        }
    }

    /** A firewall that has forgotten one connection has not taken the server away. */
    @Test
    void aConnectionThatIsSilentShouldBeReplacedBeforeTheServerIsAway() {
        try (FaultProxy proxy = FaultProxy.to(address.getPort());
                ServerPulse pulse = pulse("127.0.0.1:" + proxy.port(), address.getPath())) {
            assertThat(pulse.look()).isPresent();

            proxy.silence();

            assertThat(pulse.look()).isPresent();
            assertThat(pulse.isAway()).isFalse();
        }
    }

    /** It takes connections and says nothing. The driver gives up with it once; the next look asks what comes after it. */
    @Test
    void aHostThatIsSilentShouldNotHideTheNextForLong() {
        try (FaultProxy proxy = FaultProxy.to(address.getPort());
                ServerPulse pulse =
                        pulse("127.0.0.1:" + proxy.port() + ",127.0.0.1:" + address.getPort(), address.getPath())) {
            proxy.blackHole();

            await().atMost(Duration.ofSeconds(20)).until(() -> pulse.look().isPresent());
            assertThat(pulse.isAway()).isFalse();
        }
    }
}
