package dev.holdfast.postgres.recall;

import static dev.holdfast.domain.memory.Memories.aMemory;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.holdfast.domain.embedding.ContentHash;
import dev.holdfast.domain.embedding.Embedding;
import dev.holdfast.domain.embedding.Vector;
import dev.holdfast.domain.memory.MemoryStage;
import dev.holdfast.domain.recall.Condition;
import dev.holdfast.domain.recall.Metric;
import dev.holdfast.domain.recall.NearestLaws;
import dev.holdfast.domain.recall.PassageFilter;
import dev.holdfast.domain.recall.VectorMatch;
import dev.holdfast.domain.recall.VectorQuery;
import dev.holdfast.ports.operations.StatementFigures;
import dev.holdfast.postgres.OnPostgres;
import dev.holdfast.postgres.PostgresUnderTest;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** What the server keeps of the vectors it compared makes a search faster, and changes nothing that it finds. */
final class KnownSketchesTest extends OnPostgres {
    private static final int SEED = 3;
    private static final Vector QUESTION = NearestLaws.vector(77, 0);
    private static final String TEXT = "the answer";

    @Test
    void aSecondSearchShouldBeSentWhatIsNewOnly() {
        MemoryStage here = filled();
        nearest(here, 1);
        here.upsert(aMemory().withKey("so that nothing of before is undecided"));
        nearest(here, 1);
        long whole = rows("NearestMapper.after");
        long rest = rows("NearestMapper.since");

        nearest(here, 1);

        assertThat(rows("NearestMapper.after")).isEqualTo(whole);
        assertThat(rows("NearestMapper.since") - rest).isBetween(1L, 100L);
    }

    @Test
    void oneTenantShouldNotBeComparedWithWhatIsKeptOfAnother() {
        MemoryStage here = filled();
        MemoryStage there = filled();
        answer(there);

        for (int i = 0; i < 2; i++) {
            assertThat(nearest(here, 1).getFirst().nearness()).isLessThan(0.99);
            shouldFindTheAnswer(there);
        }
    }

    /** Deleted and written again, as when a model was served wrongly. */
    @Test
    void aVectorThatWasReplacedShouldBeComparedAsItIs() throws SQLException {
        MemoryStage here = filled();
        answer(here, NearestLaws.vector(SEED, 9_999_999));
        assertThat(nearest(here, 1).getFirst().nearness()).isLessThan(0.99);

        execute("DELETE FROM holdfast.embedding" + itsRow(here));
        answer(here);

        shouldFindTheAnswer(here);
    }

    @Test
    void whatCameAfterASearchShouldBeFound() {
        MemoryStage here = filled();
        here.upsert(aMemory().withKey(TEXT).withContent(TEXT));
        nearest(here, 1);

        store(here, QUESTION); // one transaction, the first that could be missed

        shouldFindTheAnswer(here);
    }

    /** Its transaction began before others that the first search saw, and ended after. */
    @Test
    void whatWasUndecidedAtASearchShouldBeFound() throws SQLException {
        MemoryStage here = filled();
        answer(here);
        try (Connection late = storage().admin().open();
                Statement statement = late.createStatement()) {
            String its = " FROM holdfast.embedding" + itsRow(here);
            statement.execute("CREATE TEMP TABLE kept AS SELECT *" + its);
            statement.execute("DELETE" + its);
            late.setAutoCommit(false);
            statement.execute("INSERT INTO holdfast.embedding SELECT * FROM kept");
            here.upsert(aMemory().withKey("meanwhile"));

            assertThat(nearest(here, 1).getFirst().nearness()).isLessThan(0.99);
            late.commit();
        }

        shouldFindTheAnswer(here);
    }

    @Test
    void whatIsGoneShouldNotCrowdOutWhatIsThere() throws SQLException {
        MemoryStage here = MemoryStage.on(storage());
        NearestLaws.place(storage(), here, 2 * NearestLaws.MANY, SEED);
        List<VectorMatch> before = nearest(here, 1_000);
        List<String> gone = before.subList(0, 900).stream()
                .map(match -> "'" + match.id().value() + "'")
                .toList();
        execute("DELETE FROM holdfast.memory WHERE id IN (" + String.join(",", gone) + ")");
        execute(
                "DELETE FROM holdfast.embedding AS e WHERE tenant_id = '"
                        + here.tenant().id().value()
                        + "' AND NOT EXISTS (SELECT FROM holdfast.memory AS m WHERE m.tenant_id = e.tenant_id AND m.content_hash = e.content_hash)");

        shouldBe(nearest(here, 100), before.subList(900, 1_000));
    }

    @Test
    void whatIsWrittenAgainShouldCountOnce() throws SQLException {
        MemoryStage here = filled();
        List<VectorMatch> before = nearest(here, 50);
        for (int i = 0; i < 5; i++) {
            execute("UPDATE holdfast.embedding SET cached = NOT cached WHERE tenant_id = '"
                    + here.tenant().id().value() + "'");
            shouldBe(nearest(here, 50), before);
        }
    }

    private MemoryStage filled() {
        MemoryStage here = MemoryStage.on(storage());
        NearestLaws.place(storage(), here, NearestLaws.MANY, SEED);
        return here;
    }

    private static String itsRow(MemoryStage here) {
        return " WHERE content_hash = '\\x"
                + HexFormat.of().formatHex(ContentHash.of(TEXT).bytes()) + "' AND tenant_id = '"
                + here.tenant().id().value() + "'";
    }

    private void answer(MemoryStage here) {
        answer(here, QUESTION);
    }

    private void answer(MemoryStage here, Vector vector) {
        here.upsert(aMemory().withKey(TEXT).withContent(TEXT));
        store(here, vector);
    }

    private void store(MemoryStage here, Vector vector) {
        storage()
                .embeddings()
                .store(
                        here.tenant().scope(),
                        NearestLaws.MODEL,
                        List.of(new Embedding(ContentHash.of(TEXT), vector)),
                        false,
                        here.now());
    }

    private void shouldFindTheAnswer(MemoryStage here) {
        assertThat(nearest(here, 1).getFirst().nearness()).isCloseTo(1, within(1e-6));
    }

    private static void shouldBe(List<VectorMatch> found, List<VectorMatch> expected) {
        assertThat(found).hasSameSizeAs(expected);
        for (int i = 0; i < found.size(); i++) {
            assertThat(found.get(i).nearness()).isCloseTo(expected.get(i).nearness(), within(1e-6));
        }
    }

    private List<VectorMatch> nearest(MemoryStage here, int most) {
        return nearest(storage(), here, most);
    }

    static List<VectorMatch> nearest(PostgresUnderTest storage, MemoryStage here, int most) {
        return storage.adapter()
                .memoryPassages()
                .nearest(
                        here.tenant().scope(),
                        new VectorQuery(NearestLaws.MODEL.name(), QUESTION, Metric.COSINE, OptionalInt.empty()),
                        new PassageFilter(List.of(), Condition.ALWAYS, Optional.empty(), here.now()),
                        most);
    }

    private long rows(String statement) {
        return storage().adapter().statements().figures().stream()
                .filter(each -> each.statement().equals(statement))
                .mapToLong(StatementFigures::rows)
                .sum();
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = storage().admin().open();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
