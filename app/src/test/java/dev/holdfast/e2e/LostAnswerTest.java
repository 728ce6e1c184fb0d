package dev.holdfast.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.FaultProxy;
import dev.holdfast.http.Api;
import dev.holdfast.http.Api.Got;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The connection is cut after the commit and before its answer, two hundred times. Nobody knows what happened, and it happens once. */
class LostAnswerTest {
    private static final int TIMES = 200;
    private static final int KEYS = 10;

    @RegisterExtension
    static final Nodes NODES = Nodes.perTest();

    @Test
    void aWriteThatIsRepeatedWithItsKeyShouldHaveHappenedOnce() {
        Database database = NODES.database();
        try (FaultProxy proxy = FaultProxy.to(database.port())) {
            Node node = NODES.serve(NODES.homeOn(database).with("DATABASE_URL", database.urlOver(proxy.port())));
            Api admin = node.first();
            Ledger ledger = new Ledger("lost");
            Persistent persistent = new Persistent(() -> admin);
            for (int i = 1; i <= TIMES; i++) {
                String key = "k" + i % KEYS;
                String content = "number " + i + ".";
                proxy.loseAnswerTo(content);

                Got answer = persistent.put(
                        "lost-" + i, Api.memory(ledger.namespace(), key), Api.json(Map.of("content", content)));

                assertThat(proxy.lost()).isEqualTo(i);
                assertThat(answer.status()).as(answer.text()).isIn(200, 201);
                ledger.acknowledge(key, answer);
            }
            assertThat(ledger.size()).isEqualTo(TIMES);
            ledger.shouldBeWhatIsStored(admin);
            ledger.shouldBeWhatWasAudited(admin);
        }
    }
}
