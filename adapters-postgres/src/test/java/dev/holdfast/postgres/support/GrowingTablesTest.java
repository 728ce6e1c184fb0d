package dev.holdfast.postgres.support;

import static dev.holdfast.domain.knowledge.Documents.aDocument;
import static dev.holdfast.domain.memory.Memories.aMemory;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.TestTenant;
import dev.holdfast.domain.embedding.ContentHash;
import dev.holdfast.domain.embedding.Embedding;
import dev.holdfast.domain.embedding.EmbeddingModel;
import dev.holdfast.domain.embedding.EmbeddingRepository;
import dev.holdfast.domain.embedding.PendingText;
import dev.holdfast.domain.embedding.Vector;
import dev.holdfast.domain.knowledge.KnowledgeStage;
import dev.holdfast.domain.memory.Memory;
import dev.holdfast.domain.memory.MemoryStage;
import dev.holdfast.domain.shared.Change;
import dev.holdfast.domain.shared.Scope;
import dev.holdfast.postgres.PostgresUnderTest;
import dev.holdfast.postgres.TestServer;
import dev.holdfast.postgres.operations.AdminConnection;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a server does all day reads no table from end to end, and nothing of a tenant but what it is asked for, however small the tables
 * were when the plans were made: tables grow, and plans stay.
 */
final class GrowingTablesTest {
    /** PostgreSQL makes a plan to keep after five of a statement. */
    private static final int TIMES = 20;

    private static final EmbeddingModel MODEL = new EmbeddingModel("model", 3);

    private static final String WHOLE_READS = """
            SELECT relname FROM pg_stat_user_tables
            WHERE schemaname = 'holdfast' AND seq_scan > 0 AND relname IN (
                'memory', 'memory_tombstone', 'memory_history', 'audit_entry', 'idempotency_claim', 'collection', 'document', 'chunk', 'embedding', 'embedding_work')
            ORDER BY 1
            """;

    /** Who reads or changes one row finds it by what there is one of. Any other index has all rows of the tenant, or of a namespace. */
    private static final String ROUNDABOUT_READS = """
            SELECT used.indexrelname FROM pg_stat_user_indexes AS used JOIN pg_index USING (indexrelid)
            WHERE schemaname = 'holdfast' AND idx_scan > 0 AND NOT indisunique ORDER BY 1
            """;

    static Stream<Coalescing> ways() {
        return Stream.of(Coalescing.OFF, Coalescing.ALWAYS);
    }

    @ParameterizedTest
    @MethodSource("ways")
    void everyRowShouldBeFoundByWhatThereIsOneOf(Coalescing coalescing) {
        AdminConnection admin = TestServer.migrated();
        try (PostgresUnderTest storage = PostgresUnderTest.with(admin, coalescing)) {
            MemoryStage here = MemoryStage.on(storage);
            TestTenant tenant = here.tenant();
            set(here, tenant.once("before"));
            on(admin, statement -> statement.execute("VACUUM ANALYZE")); // so that it is known how small they are
            for (int time = 0; time < TIMES; time++) {
                set(here, tenant.change());
                set(here, tenant.once("once " + time));
                here.upsertAll(aMemory(), aMemory().withKey("another"));
                Memory found = here.find(aMemory()).orElseThrow();
                here.update(aMemory().withContent("at " + time), found.version());
                here.delete(aMemory());
                here.restore(aMemory());
            }
        } // sessions tell what they read when they end

        assertThat(on(admin, GrowingTablesTest::wholeReads)).isEmpty();
        assertThat(on(admin, GrowingTablesTest::roundaboutReads)).isEmpty();
    }

    /** An answer that is given again may be of an earlier version. */
    @ParameterizedTest
    @MethodSource("ways")
    void whatAClaimRemembersShouldBeFoundWithoutReadingTables(Coalescing coalescing) {
        AdminConnection admin = TestServer.migrated();
        try (PostgresUnderTest storage = PostgresUnderTest.with(admin, coalescing)) {
            MemoryStage here = MemoryStage.on(storage);
            set(here, here.tenant().once("again"));
            set(here, here.tenant().change());
            on(admin, statement -> statement.execute("VACUUM ANALYZE"));
            for (int time = 0; time < TIMES; time++) {
                set(here, here.tenant().once("again"));
            }
        }

        assertThat(on(admin, GrowingTablesTest::wholeReads)).isEmpty();
        assertThat(on(admin, GrowingTablesTest::roundaboutReads)).isEmpty();
    }

    /**
     * Chunks go with their document by a foreign key, and what PostgreSQL asks for that, nobody can say in other words: it may look
     * through all chunks of the tenant, until their table is analysed anew.
     */
    @Test
    void everyDocumentShouldBeFoundByWhatThereIsOneOf() {
        AdminConnection admin = TestServer.migrated();
        try (PostgresUnderTest storage = PostgresUnderTest.with(admin, Coalescing.OFF)) {
            KnowledgeStage here = KnowledgeStage.furnished(storage);
            here.put(aDocument());
            // What a collection is made with reads more.
            on(admin, statement -> statement.execute("VACUUM ANALYZE"));
            on(admin, statement -> statement.execute("SELECT pg_stat_reset()"));
            for (int time = 0; time < TIMES; time++) {
                here.put(aDocument());
                assertThat(here.find(aDocument())).isPresent();
                assertThat(here.chunks(aDocument())).isNotEmpty();
                here.delete(aDocument(), Optional.empty());
            }
        }

        assertThat(on(admin, GrowingTablesTest::wholeReads)).isEmpty();
        assertThat(on(admin, GrowingTablesTest::roundaboutReads)).isSubsetOf("chunk_collection");
    }

    @Test
    void everyTextAndItsVectorShouldBeFoundByWhatThereIsOneOf() {
        AdminConnection admin = TestServer.migrated();
        try (PostgresUnderTest storage = PostgresUnderTest.with(admin, Coalescing.OFF)) {
            MemoryStage here = MemoryStage.on(storage);
            storage.embeddings()
                    .begin(here.tenant().scope(), MODEL, here.tenant().now());
            while (storage.embeddings()
                    .enqueue(
                            here.tenant().scope(),
                            MODEL.name(),
                            10,
                            here.tenant().now())) {
                here.tenant().tick();
            }
            embed(here, storage.embeddings(), "before");
            on(admin, statement -> statement.execute("VACUUM ANALYZE"));
            on(admin, statement -> statement.execute("SELECT pg_stat_reset()"));
            for (int time = 0; time < TIMES; time++) {
                embed(here, storage.embeddings(), "text " + time);
            }
        }

        assertThat(on(admin, GrowingTablesTest::wholeReads)).isEmpty();
        assertThat(on(admin, GrowingTablesTest::roundaboutReads))
                .as("but what is due, and texts that are the same")
                .isSubsetOf("embedding_work_due", "memory_content", "chunk_content");
    }

    private static void embed(MemoryStage here, EmbeddingRepository embeddings, String text) {
        Scope scope = here.tenant().scope();
        here.tenant().tick();
        here.upsert(aMemory().withKey(text).withContent(text));
        Instant now = here.tenant().now();
        List<PendingText> taken = embeddings.claim(scope, MODEL.name(), 10, now, now.plus(Duration.ofMinutes(1)));
        assertThat(taken).hasSize(1);
        ContentHash hash = taken.getFirst().hash();
        embeddings.complete(scope, MODEL, List.of(new Embedding(hash, Vector.of(1, 2, 3))), taken, now);
        assertThat(embeddings.present(scope, MODEL.name(), Set.of(hash))).containsExactly(hash);
    }

    private static void set(MemoryStage here, Change change) {
        here.tenant().tick();
        here.repository().upsert(here.tenant().scope(), aMemory().write(), change);
    }

    private static List<String> wholeReads(Statement statement) throws SQLException {
        return names(statement, WHOLE_READS);
    }

    private static List<String> roundaboutReads(Statement statement) throws SQLException {
        return names(statement, ROUNDABOUT_READS);
    }

    private static List<String> names(Statement statement, String sql) throws SQLException {
        List<String> names = new ArrayList<>();
        try (ResultSet answer = statement.executeQuery(sql)) {
            while (answer.next()) {
                names.add(answer.getString(1));
            }
        }
        return names;
    }

    private interface Work<T> {
        T with(Statement statement) throws SQLException;
    }

    private static <T> T on(AdminConnection admin, Work<T> work) {
        try (Connection connection = admin.open();
                Statement statement = connection.createStatement()) {
            return work.with(statement);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
