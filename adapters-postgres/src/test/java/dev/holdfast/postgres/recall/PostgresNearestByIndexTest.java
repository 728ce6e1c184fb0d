package dev.holdfast.postgres.recall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.holdfast.domain.embedding.ModelStatus;
import dev.holdfast.domain.memory.MemoryStage;
import dev.holdfast.domain.recall.Metric;
import dev.holdfast.domain.recall.NearestLaws;
import dev.holdfast.domain.recall.PassageIndex;
import dev.holdfast.domain.recall.VectorMatch;
import dev.holdfast.postgres.OnPostgres;
import dev.holdfast.postgres.TestServer;
import dev.holdfast.postgres.operations.DatabaseException;
import dev.holdfast.postgres.operations.VectorIndex;
import dev.holdfast.postgres.operations.VectorIndexes;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The same with pgvector's indexes, where the machine has pgvector; see {@code scripts/pgvector}. */
final class PostgresNearestByIndexTest extends OnPostgres implements NearestLaws {
    /** Built over what is there, which is faster than to grow; {@link PostgresNearestBesideIndexTest} lets one grow. */
    @BeforeEach
    void empty() throws SQLException {
        if (TestServer.hasPgVector()) {
            for (Metric metric : Metric.values()) {
                indexes().drop(MODEL, metric);
            }
            try (Connection connection = storage().admin().open();
                    Statement statement = connection.createStatement()) {
                statement.execute("TRUNCATE holdfast.embedding");
            }
        }
    }

    private void build() {
        if (TestServer.hasPgVector()) {
            for (Metric metric : Metric.values()) {
                indexes().build(MODEL, metric, progress -> {});
            }
        }
    }

    @Override
    public void placed() {
        build();
        analyse();
    }

    @Override
    public PassageIndex index() {
        return storage().adapter().memoryPassages();
    }

    /**
     * An index is approximate, and built by chance. These vectors differ in length by a factor of sixteen, so that by L2 most lie on the
     * way to one another, and its index misses more; {@code bench/vectors/run} measures what models make.
     */
    @Override
    public void shouldBe(List<VectorMatch> found, List<VectorMatch> expected, Metric metric) {
        shouldAlmostBe(found, expected, metric);
    }

    static void shouldAlmostBe(List<VectorMatch> found, List<VectorMatch> expected, Metric metric) {
        assertThat(found).hasSameSizeAs(expected);
        long same = expected.stream()
                .filter(match -> found.stream().anyMatch(each -> each.id().equals(match.id())))
                .count();
        assertThat(same)
                .as("recall by %s", metric)
                .isGreaterThanOrEqualTo(Math.round(expected.size() * (metric == Metric.L2 ? 0.5 : 0.9)));
    }

    @Test
    void whatThereIsShouldBeSaid() {
        build();
        assertThat(indexes().look().available().isPresent()).isEqualTo(TestServer.hasPgVector());
        assertThat(indexes().look().installed().isPresent()).isEqualTo(TestServer.hasPgVector());
        if (TestServer.hasPgVector()) {
            assertThat(indexes().look().usable())
                    .extracting(VectorIndex::model, VectorIndex::metric)
                    .containsExactlyInAnyOrder(
                            tuple(MODEL, Metric.COSINE), tuple(MODEL, Metric.INNER_PRODUCT), tuple(MODEL, Metric.L2));
        }
    }

    @Test
    void toBuildAgainShouldChangeNothingAndWithoutPgVectorBeRefused() {
        if (TestServer.hasPgVector()) {
            build();
            List<VectorIndex> before = indexes().look().indexes();
            assertThat(indexes().build(MODEL, Metric.COSINE, progress -> {})).startsWith("embedding_cosine_");
            assertThat(indexes().look().indexes()).hasSameSizeAs(before);
        } else {
            assertThatThrownBy(() -> indexes().build(MODEL, Metric.COSINE, progress -> {}))
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageContaining("pgvector");
        }
    }

    @Test
    void theListOfModelsShouldSayWhetherThereIsAnIndex() {
        MemoryStage here = MemoryStage.on(storage());
        storage().embeddings().register(here.tenant().scope(), MODEL, here.now());
        assertThat(storage().embeddings().models(here.tenant().scope()))
                .extracting(ModelStatus::indexed)
                .containsExactly(false);

        build();

        assertThat(storage().embeddings().models(here.tenant().scope()))
                .extracting(ModelStatus::indexed)
                .containsExactly(TestServer.hasPgVector());
    }

    @Test
    void withoutItsIndexAModelShouldBeSearchedExactly() {
        build();
        if (TestServer.hasPgVector()) {
            assertThat(indexes().drop(MODEL, Metric.COSINE)).isTrue();
        }

        assertThat(indexes().drop(MODEL, Metric.COSINE)).isFalse();
        theNearestOfManyShouldBeThoseThatComparingAllFinds(Metric.COSINE);
    }

    private VectorIndexes indexes() {
        return new VectorIndexes(storage().admin());
    }
}
