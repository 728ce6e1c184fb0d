package dev.holdfast.postgres.support;

import static dev.holdfast.domain.memory.Memories.aMemory;

import dev.holdfast.domain.embedding.Vector;
import dev.holdfast.domain.recall.Metric;
import dev.holdfast.domain.recall.VectorQuery;
import dev.holdfast.ports.TestServices;
import dev.holdfast.ports.memory.MemoryQuery;
import dev.holdfast.ports.recall.RecallQuery;
import dev.holdfast.ports.recall.SearchQuery;
import dev.holdfast.ports.shared.CallContext;
import dev.holdfast.postgres.PostgresUnderTest;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What a question costs on the wire. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AskingRoundTripTest {
    private static final int WARM = 8; // past the driver's and the server's changes of plan

    private TappedStorage tapped;
    private PostgresUnderTest storage;

    @BeforeAll
    void open() throws IOException {
        tapped = TappedStorage.open();
        storage = tapped.storage();
    }

    @AfterAll
    void close() throws IOException {
        tapped.close();
    }

    /** Words and vectors of each index, reading the best, and the ledger: nothing costs more than it has to. */
    @Test
    void askingShouldCostARoundTripForEachStep() {
        TestServices services = TestServices.on(storage);
        CallContext call = services.admin();
        services.memories()
                .set(call, aMemory().withContent("the quokka eats leaves").build());
        SearchQuery search = SearchQuery.of("quokka", 5);
        for (int i = 0; i < WARM; i++) {
            services.recalls().recall(call, RecallQuery.of("quokka"));
            services.recalls().searchMemories(call, search, MemoryQuery.EVERYTHING);
        }

        tapped.assertCost(
                "search of memories: words, texts, memories",
                3,
                () -> services.recalls().searchMemories(call, search, MemoryQuery.EVERYTHING));
        tapped.assertCost(
                "recall: words of memories and of chunks, texts, ledger",
                4,
                () -> services.recalls().recall(call, RecallQuery.of("quokka")));
        tapped.assertCost(
                "recall that finds nothing: words of memories and of chunks, ledger",
                3,
                () -> services.recalls().recall(call, RecallQuery.of("zeppelin")));
    }

    @Test
    void whereThereIsNothingNoVectorShouldBeLookedFor() {
        TestServices services = TestServices.on(storage);
        CallContext call = services.admin();
        RecallQuery words = RecallQuery.of("quokka");
        RecallQuery query = new RecallQuery(
                words.text(),
                words.namespace(),
                words.collections(),
                words.sources(),
                words.where(),
                Optional.of(new VectorQuery("model-a", Vector.of(1, 2, 3), Metric.COSINE, OptionalInt.empty())),
                words.asOf(),
                words.limit(),
                words.maxTokens(),
                words.tuning());
        for (int i = 0; i < WARM; i++) {
            services.recalls().recall(call, query);
        }

        tapped.assertCost(
                "recall: words of memories and of chunks, ledger",
                3,
                () -> services.recalls().recall(call, query));
    }
}
