package dev.holdfast.postgres.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.postgres.PostgresUnderTest;
import dev.holdfast.postgres.TestServer;
import dev.holdfast.postgres.operations.AdminConnection;
import java.io.IOException;
import java.time.Duration;

/** Storage whose socket is listened to. */
record TappedStorage(WireTap tap, PostgresUnderTest storage) implements AutoCloseable {
    static TappedStorage open() throws IOException {
        AdminConnection admin = TestServer.migrated();
        WireTap tap = new WireTap(TestServer.portOf(admin));
        TappedStorage opened = new TappedStorage(tap, new PostgresUnderTest(TestServer.through(tap.port(), admin)));
        // The pools fill in the background; what they send is not the operations'.
        await().during(Duration.ofMillis(300)).atMost(Duration.ofSeconds(20)).until(opened::silent);
        return opened;
    }

    private boolean silent() {
        boolean silent = tap.roundTrips() == 0;
        tap.reset();
        return silent;
    }

    void assertCost(String name, int roundTrips, Runnable operation) {
        tap.reset();
        operation.run();
        assertThat(tap.roundTrips()).as("round trips of %s", name).isEqualTo(roundTrips);
        assertThat(tap.statements()).as("statements of %s", name).isEqualTo(2 * roundTrips);
    }

    @Override
    public void close() throws IOException {
        storage.close();
        tap.close();
    }
}
