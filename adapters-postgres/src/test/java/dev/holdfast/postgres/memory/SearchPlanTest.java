package dev.holdfast.postgres.memory;

import static dev.holdfast.domain.memory.Memories.aMemory;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.domain.memory.Memories;
import dev.holdfast.domain.memory.MemoryStage;
import dev.holdfast.postgres.OnPostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
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
            long words = scans(statement, "memory_words");
            long trigrams = scans(statement, "memory_trigrams");

            assertThat(here.keysFound("quokka")).containsExactly("wanted");
            assertThat(here.keysFound("Rotnest Iland")).containsExactly("wanted");

            storage().close(); // a backend reports its statistics at the latest when it ends
            await().untilAsserted(
                            () -> assertThat(scans(statement, "memory_words")).isGreaterThan(words));
            await().untilAsserted(() ->
                    assertThat(scans(statement, "memory_trigrams")).isGreaterThan(trigrams));
        }
    }

    private static long scans(Statement statement, String index) throws SQLException {
        try (ResultSet rows = statement.executeQuery(
                "SELECT idx_scan FROM pg_stat_user_indexes WHERE indexrelname = '" + index + "'")) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
