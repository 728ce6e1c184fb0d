package dev.holdfast.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.http.Api;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The primary is gone for good and its standby is promoted. The server finds it by itself, and what it acknowledged is there. */
class FailoverTest {
    @RegisterExtension
    static final Nodes NODES = Nodes.perTest();

    private final Ledger ledger = new Ledger("ledger");
    private Pair pair;
    private Api admin;

    @BeforeEach
    void start() {
        pair = NODES.pair();
        Node node = NODES.serve(NODES.homeOn(pair.primary()).with("DATABASE_URL", pair.url()));
        admin = node.first();
    }

    @Test
    void nothingAcknowledgedShouldBeLostWithASynchronousStandby() {
        pair.synchronise();
        try (Writers writers = Writers.start(8, () -> admin, ledger)) {
            writers.goOnFor(200);

            pair.primary().crash();
            pair.promote();

            writers.goOnFor(200);
            int written = writers.finish();
            assertThat(ledger.size()).isEqualTo(written);
        }
        ledger.shouldBeWhatIsStored(admin);
        ledger.shouldBeWhatWasAudited(admin);
    }

    /** That this ends badly is no fault of the server; that it is seen proves the one above. */
    @Test
    void whatAnAsynchronousStandbyDidNotGetShouldBeSeenToBeMissing() {
        try (Writers writers = Writers.start(4, () -> admin, ledger)) {
            writers.goOnFor(50);
            pair.stall();
            writers.goOnFor(50);
            writers.finish();
        }
        pair.primary().crash();
        pair.promote();

        new Persistent(() -> admin).put("after", Api.memory("after", "k"), "{\"content\":\"x\"}");
        assertThatThrownBy(() -> ledger.shouldBeWhatIsStored(admin)).isInstanceOf(AssertionError.class);
    }
}
