package dev.holdfast.postgres.recall;

import static dev.holdfast.domain.memory.Memories.aMemory;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.domain.memory.Memories;
import dev.holdfast.domain.memory.MemoryStage;
import dev.holdfast.domain.recall.Condition;
import dev.holdfast.domain.recall.LexicalCandidates;
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

/** That passages are found by the indexes made for them, and what those indexes can take. */
final class PassagePlanTest extends OnPostgres {
    private static final int MEMORIES = 2_000;

    private LexicalCandidates ask(MemoryStage here, String text) {
        return storage()
                .adapter()
                .memoryPassages()
                .lexical(
                        here.tenant().scope(),
                        new LexicalQuery(text, List.of(), List.of()),
                        new PassageFilter(List.of(), Condition.ALWAYS, Optional.empty(), here.now()),
                        100);
    }

    @Test
    void questionsShouldReadTheIndexesOfTermsAndTrigrams() throws SQLException {
        MemoryStage here = MemoryStage.on(storage());
        MemoryStage there = here.neighbour();
        for (int from = 0; from < MEMORIES; from += 1_000) {
            here.upsertAll(IntStream.range(from, from + 1_000)
                    .mapToObj(i -> aMemory().withKey("k" + i).withContent("filler text number " + i))
                    .toArray(Memories[]::new));
        }
        there.upsert(aMemory().withKey("foreign").withContent("the quokka lives on Rottnest Island"));
        here.upsert(aMemory().withKey("wanted").withContent("the quokka lives on Rottnest Island"));
        try (Connection connection = storage().admin().open();
                Statement statement = connection.createStatement()) {
            statement.execute("VACUUM ANALYZE holdfast.memory");
            long terms = figure(statement, "idx_scan", "memory_terms");
            long read = figure(statement, "idx_tup_read", "memory_terms");
            long trigrams = figure(statement, "idx_scan", "memory_trigrams");

            assertThat(ask(here, "quokka").found()).hasSize(1);
            LexicalCandidates near = ask(here, "Rotnest Iland");
            assertThat(near.found()).hasSize(1);
            assertThat(near.approximate()).isTrue();

            storage().adapter().close(); // a backend reports its statistics at the latest when it ends
            await().untilAsserted(() ->
                    assertThat(figure(statement, "idx_scan", "memory_terms")).isGreaterThan(terms));
            await().untilAsserted(() ->
                    assertThat(figure(statement, "idx_scan", "memory_trigrams")).isGreaterThan(trigrams));
            assertThat(figure(statement, "idx_tup_read", "memory_terms"))
                    .as("entries of other tenants are not read")
                    .isEqualTo(read + 1);
        }
    }

    private static long figure(Statement statement, String figure, String index) throws SQLException {
        try (ResultSet rows = statement.executeQuery(
                "SELECT " + figure + " FROM pg_stat_user_indexes WHERE indexrelname = '" + index + "'")) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
