package dev.holdfast.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.http.Api;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code kill -9} while sixteen writers write: nothing acknowledged is lost, and nothing happens twice. */
class CrashTest {
    private static final int WRITERS = 16;
    private static final int KILLS = 3;
    private static final int WRITES_BETWEEN = 150;

    @RegisterExtension
    static final Nodes NODES = Nodes.perTest();

    private final Ledger ledger = new Ledger("ledger");

    @Test
    void aKilledServerShouldLoseNothingAndRepeatNothing() {
        Home home = NODES.home();
        Node first = NODES.serve(home);
        String key = first.printedKey().orElseThrow();
        AtomicReference<Node> node = new AtomicReference<>(first);
        try (Writers writers = Writers.start(WRITERS, () -> node.get().as(key), ledger)) {
            for (int kill = 0; kill < KILLS; kill++) {
                writers.goOnFor(WRITES_BETWEEN);
                node.get().kill();
                node.set(NODES.serve(home));
            }
            writers.goOnFor(WRITES_BETWEEN);

            assertAllIsThere(writers, node.get().as(key));
        }
    }

    @Test
    void aKilledPostgresShouldLoseNothingAndRepeatNothing() {
        Home home = NODES.home();
        Node node = NODES.serve(home);
        Api admin = node.first();
        try (Writers writers = Writers.start(WRITERS, () -> admin, ledger)) {
            for (int kill = 0; kill < KILLS; kill++) {
                writers.goOnFor(WRITES_BETWEEN);
                long killed = home.postmaster();
                ProcessHandle.of(killed).orElseThrow().destroyForcibly();
                await("the watch brings it back")
                        .atMost(Program.PATIENCE)
                        .pollInterval(Duration.ofMillis(50))
                        .ignoreExceptions()
                        .until(() -> home.postmaster() != killed);
            }
            writers.goOnFor(WRITES_BETWEEN);

            assertAllIsThere(writers, admin);
            assertThat(node.program().isAlive()).isTrue();
        }
    }

    private void assertAllIsThere(Writers writers, Api admin) {
        int written = writers.finish();
        assertThat(ledger.size()).isEqualTo(written);
        ledger.shouldBeWhatIsStored(admin);
        ledger.shouldBeWhatWasAudited(admin);
    }
}
