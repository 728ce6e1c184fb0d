package dev.holdfast.postgres.recall;

import static dev.holdfast.domain.memory.Memories.aMemory;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.domain.memory.Memories;
import dev.holdfast.domain.memory.MemoryStage;
import dev.holdfast.domain.recall.Condition;
import dev.holdfast.domain.recall.LexicalQuery;
import dev.holdfast.domain.recall.PassageFilter;
import dev.holdfast.postgres.OnPostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** That searches go by the indexes made for them, under row-level security, which forbids it to plain statements. */
final class SearchPlanTest extends OnPostgres {
    private static final int MEMORIES = 2_000;

    @Test
    void searchesShouldUseTheIndexesOfWordsAndTrigrams() throws SQLException {
        MemoryStage here = MemoryStage.on(storage());
        here.upsertAll(IntStream.range(0, MEMORIES)
                .mapToObj(i -> aMemory().withKey("k" + i).withContent("filler text number " + i))
                .toArray(Memories[]::new));
        here.upsert(aMemory().withKey("wanted").withContent("the quokka lives on Rottnest Island"));

        try (Connection connection = storage().admin().open();
                Statement statement = connection.createStatement()) {
            statement.execute("VACUUM ANALYZE holdfast.memory");
            long words = scans(statement, "memory_terms");
            long trigrams = scans(statement, "memory_trigrams");

            assertThat(found(here, "quokka")).isEqualTo(1);
            assertThat(found(here, "Rotnest Iland")).isEqualTo(1);

            storage().close(); // a backend reports its statistics at the latest when it ends
            await().untilAsserted(
                            () -> assertThat(scans(statement, "memory_terms")).isGreaterThan(words));
            await().untilAsserted(() ->
                    assertThat(scans(statement, "memory_trigrams")).isGreaterThan(trigrams));
        }
    }

    private int found(MemoryStage here, String text) {
        return storage()
                .passages()
                .getFirst()
                .lexical(
                        here.tenant().scope(),
                        new LexicalQuery(text, List.of(), List.of()),
                        new PassageFilter(List.of(), Condition.ALWAYS, Optional.empty(), here.now()),
                        100)
                .found()
                .size();
    }

    private static long scans(Statement statement, String index) throws SQLException {
        try (ResultSet rows = statement.executeQuery(
                "SELECT idx_scan FROM pg_stat_user_indexes WHERE indexrelname = '" + index + "'")) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
