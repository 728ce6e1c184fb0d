package dev.holdfast.postgres.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.holdfast.domain.embedding.EmbeddingModel;
import dev.holdfast.domain.operations.Drift;
import dev.holdfast.domain.operations.DriftState;
import dev.holdfast.domain.recall.Metric;
import dev.holdfast.postgres.TestServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What somebody did to a schema by hand is named, exactly that is named, and as much of it is mended as loses nothing. */
final class SchemaDriftsTest {
    private static final String INVALID =
            "UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'holdfast.memory_category'::regclass";

    /**
     * Something done by hand.
     *
     * @param sql what was done
     * @param named what has to be said of it, and nothing else
     * @param left what no repair touches
     * @param undo of what all databases of a server share
     */
    record Seed(String sql, List<String> named, List<String> left, String undo) {
        static Seed mended(String sql, String... named) {
            return new Seed(sql, List.of(named), List.of(), "");
        }

        static Seed left(String sql, String... named) {
            return new Seed(sql, List.of(named), List.of(named), "");
        }

        Seed undoneBy(String statement) {
            return new Seed(sql, named, left, statement);
        }

        @Override
        public String toString() {
            return sql;
        }
    }

    static List<Seed> seeds() {
        return List.of(
                // Tables and columns.
                Seed.mended("DROP TABLE holdfast.recall_feedback", "missing table recall_feedback"),
                Seed.mended("ALTER TABLE holdfast.recall DROP COLUMN as_of", "missing column recall.as_of"),
                Seed.mended(
                        "ALTER TABLE holdfast.recall DROP COLUMN tokens",
                        "missing column recall.tokens",
                        "missing constraint recall.recall_tokens_check"),
                Seed.left(
                        "ALTER TABLE holdfast.memory ALTER COLUMN importance TYPE bigint",
                        "changed column memory.importance"),
                Seed.left(
                        "ALTER TABLE holdfast.recall ALTER COLUMN namespace TYPE text COLLATE \"POSIX\"",
                        "changed column recall.namespace"),
                Seed.left(
                        "ALTER TABLE holdfast.graph_entity ALTER COLUMN position DROP IDENTITY",
                        "changed column graph_entity.position"),
                Seed.mended(
                        "ALTER TABLE holdfast.embedding_work ALTER COLUMN attempts SET DEFAULT 7",
                        "changed default embedding_work.attempts"),
                Seed.mended(
                        "ALTER TABLE holdfast.embedding_work ALTER COLUMN failed DROP DEFAULT",
                        "missing default embedding_work.failed"),
                Seed.mended(
                        "ALTER TABLE holdfast.memory ALTER COLUMN content DROP NOT NULL",
                        "missing not null memory.content"),
                Seed.mended(
                        "ALTER TABLE holdfast.embedding ALTER COLUMN vector SET STORAGE EXTENDED",
                        "missing storage embedding.vector"),
                Seed.left(
                        "ALTER TABLE holdfast.recall RENAME COLUMN request_id TO asked_by",
                        "missing column recall.request_id",
                        "extra column recall.asked_by"),
                // Constraints and indexes.
                Seed.mended(
                        "ALTER TABLE holdfast.memory DROP CONSTRAINT memory_tags_check",
                        "missing constraint memory.memory_tags_check"),
                Seed.mended(
                        "ALTER TABLE holdfast.chunk DROP CONSTRAINT chunk_document",
                        "missing constraint chunk.chunk_document"),
                Seed.left(
                        "ALTER TABLE holdfast.memory DROP CONSTRAINT memory_importance_check,"
                                + " ADD CONSTRAINT memory_importance_check CHECK (importance > 0)",
                        "changed constraint memory.memory_importance_check"),
                Seed.mended(
                        "ALTER TABLE holdfast.memory DROP CONSTRAINT memory_tags_check,"
                                + " ADD CONSTRAINT memory_tags_check CHECK (cardinality(tags) <= 64) NOT VALID",
                        "changed constraint memory.memory_tags_check"),
                Seed.mended("DROP INDEX holdfast.memory_terms", "missing index memory.memory_terms"),
                Seed.left(
                        "DROP INDEX holdfast.recall_time; CREATE INDEX recall_time ON holdfast.recall (tenant_id)",
                        "changed index recall.recall_time"),
                Seed.mended(INVALID, "changed index memory.memory_category"),
                // Row-level security.
                Seed.mended("DROP POLICY memory_tenant ON holdfast.memory", "missing policy memory.memory_tenant"),
                Seed.mended(
                        "ALTER POLICY memory_tenant ON holdfast.memory USING (true)",
                        "changed policy memory.memory_tenant"),
                Seed.left(
                        "DROP POLICY recall_tenant ON holdfast.recall; CREATE POLICY recall_tenant ON holdfast.recall"
                                + " FOR SELECT USING (tenant_id = holdfast.current_tenant())",
                        "changed policy recall.recall_tenant"),
                Seed.mended("ALTER TABLE holdfast.memory DISABLE ROW LEVEL SECURITY", "missing row security memory"),
                Seed.mended(
                        "ALTER TABLE holdfast.chunk NO FORCE ROW LEVEL SECURITY", "missing forced row security chunk"),
                Seed.left("CREATE POLICY mine ON holdfast.memory USING (true)", "extra policy memory.mine"),
                // Rights and owners.
                Seed.mended(
                        "REVOKE INSERT ON holdfast.memory FROM holdfast_app",
                        "missing grant INSERT on table memory to holdfast_app"),
                Seed.mended(
                        "REVOKE EXECUTE ON FUNCTION holdfast.search_graph FROM holdfast_app",
                        "missing grant EXECUTE on function search_graph(text,text,integer) to holdfast_app"),
                Seed.left(
                        "GRANT TRUNCATE ON holdfast.memory TO holdfast_app",
                        "extra grant TRUNCATE on table memory to holdfast_app"),
                Seed.mended(
                        "GRANT EXECUTE ON FUNCTION holdfast.search_graph TO PUBLIC",
                        "changed public execution search_graph(text,text,integer)"),
                Seed.mended("ALTER TABLE holdfast.memory OWNER TO postgres", "changed owner table memory"),
                Seed.mended(
                        "ALTER FUNCTION holdfast.search_graph OWNER TO postgres",
                        "changed owner function search_graph(text,text,integer)"),
                // Functions and triggers.
                Seed.mended("DROP FUNCTION holdfast.terms_in", "missing function terms_in(tsvector)"),
                Seed.mended(
                        "CREATE OR REPLACE FUNCTION holdfast.no_tenant() RETURNS text LANGUAGE plpgsql STABLE"
                                + " AS $$ BEGIN RETURN 'everybody'; END $$",
                        "changed function no_tenant()"),
                Seed.mended(
                        "ALTER TABLE holdfast.memory DISABLE TRIGGER memory_keeps_history",
                        "changed trigger memory.memory_keeps_history"),
                Seed.mended(
                        "DROP TRIGGER memory_keeps_history ON holdfast.memory",
                        "missing trigger memory.memory_keeps_history"),
                Seed.mended(
                        "CREATE OR REPLACE TRIGGER memory_has_words BEFORE INSERT ON holdfast.memory FOR EACH ROW"
                                + " WHEN (NEW.importance > 5) EXECUTE FUNCTION holdfast.index_memory_words()",
                        "changed trigger memory.memory_has_words"),
                Seed.left(
                        "ALTER TABLE holdfast.recall_feedback DISABLE TRIGGER ALL",
                        "changed constraint recall_feedback.recall_feedback_recall"),
                // What is there beside.
                Seed.left("CREATE TABLE holdfast.mine (id int PRIMARY KEY, note text NOT NULL)", "extra table mine"),
                Seed.left("ALTER TABLE holdfast.memory ADD COLUMN mine text", "extra column memory.mine"),
                Seed.left("CREATE INDEX mine ON holdfast.memory (source)", "extra index memory.mine"),
                Seed.left("CREATE VIEW holdfast.mine AS SELECT id FROM holdfast.memory", "extra view mine"),
                // Roles, which all databases of a server share.
                Seed.mended("ALTER ROLE holdfast_app BYPASSRLS", "changed role holdfast_app")
                        .undoneBy("ALTER ROLE holdfast_app NOBYPASSRLS"),
                Seed.mended("ALTER ROLE holdfast_owner CREATEROLE", "changed role holdfast_owner")
                        .undoneBy("ALTER ROLE holdfast_owner NOCREATEROLE"),
                Seed.left("GRANT holdfast_owner TO holdfast_app", "extra membership holdfast_app in holdfast_owner")
                        .undoneBy("REVOKE holdfast_owner FROM holdfast_app"));
    }

    private static void execute(AdminConnection admin, String sql) {
        try (Connection connection = admin.open();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static List<String> named(AdminConnection admin) {
        return new Catalogue(admin)
                .compare().named().stream().map(SchemaDriftsTest::words).toList();
    }

    private static String words(Drift drift) {
        return drift.state().name().toLowerCase(Locale.ROOT) + " "
                + drift.object().title();
    }

    @Test
    void thereShouldBeManySeeds() {
        assertThat(seeds()).hasSizeGreaterThanOrEqualTo(30).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatWasDoneShouldBeNamedAndMendedWithoutTakingAnythingAway(Seed seed) {
        AdminConnection admin = TestServer.migrated();
        try {
            execute(admin, seed.sql());

            assertThat(named(admin)).containsExactlyInAnyOrderElementsOf(seed.named());
            assertThat(new Catalogue(admin).compare().matches())
                    .isEqualTo(seed.named().stream().allMatch(name -> name.startsWith("extra")));

            SchemaRepair.Plan plan = new SchemaRepair(admin).plan();
            assertThat(plan.left()).allSatisfy(left -> assertThat(left.advice()).isNotBlank());
            assertThat(plan.left().stream().map(left -> words(left.drift())))
                    .containsExactlyInAnyOrderElementsOf(seed.left().stream()
                            .filter(name -> !name.startsWith("missing"))
                            .toList());
            SchemaRepair.Outcome outcome = new SchemaRepair(admin).run(line -> {});

            assertThat(outcome.failed())
                    .as("could not be done")
                    .allSatisfy(failed ->
                            assertThat(seed.left()).contains(words(failed.step().drift())));
            assertThat(named(admin)).containsExactlyInAnyOrderElementsOf(after(seed));
        } finally {
            if (!seed.undo().isEmpty()) {
                execute(admin, seed.undo());
            }
        }
    }

    /** A column that was renamed is made anew, and the other one stays. */
    private static List<String> after(Seed seed) {
        return seed.left().stream().filter(name -> !name.startsWith("missing")).toList();
    }

    @Test
    void whatIsMadeLaterShouldBeNoDrift() {
        AdminConnection admin = TestServer.migrated();

        execute(
                admin,
                "CREATE ROLE reader LOGIN; GRANT holdfast_app TO reader; DROP OWNED BY reader; DROP ROLE reader");
        execute(admin, "ALTER TABLE holdfast.memory SET (autovacuum_vacuum_scale_factor = 0.01)");
        execute(admin, "ALTER INDEX holdfast.memory_terms SET (fastupdate = off)");
        execute(admin, "ALTER TABLE holdfast.memory ALTER COLUMN words SET STATISTICS 500");
        execute(
                admin,
                "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET search_path = holdfast, public', current_database()); END $$");
        execute(admin, "CREATE TABLE public.elsewhere (id int)");
        if (TestServer.hasPgVector()) {
            new VectorIndexes(admin).build(new EmbeddingModel("toy", 3), Metric.COSINE, progress -> {});
        }
        new Undoing(admin).down(ExpectedSchema.version() - 1, true, rollback -> {});
        new Migrations(admin).migrate();

        assertThat(named(admin)).isEmpty();
    }

    @Test
    void whatARepairPrintsShouldBeWhatItDoes() {
        AdminConnection admin = TestServer.migrated();
        seeds().stream()
                .filter(seed -> seed.left().isEmpty() && seed.undo().isEmpty())
                .filter(seed -> !seed.sql().contains("recall DROP COLUMN")
                        && !seed.sql().contains("NOT VALID")
                        && !seed.sql().startsWith("DROP "))
                .forEach(seed -> execute(admin, seed.sql()));
        execute(admin, "DROP TABLE holdfast.recall, holdfast.recall_feedback, holdfast.graph_observation CASCADE");
        execute(admin, "DROP FUNCTION holdfast.content_hash, holdfast.search_graph, holdfast.keep_graph_words CASCADE");
        SchemaRepair.Plan plan = new SchemaRepair(admin).plan();
        assertThat(plan.steps()).hasSizeGreaterThan(50);

        execute(admin, plan.sql());

        assertThat(named(admin)).isEmpty();
    }

    @Test
    void oneStepThatFailsShouldNotKeepTheOthersBack() {
        AdminConnection admin = TestServer.migrated();
        execute(
                admin,
                "ALTER TABLE holdfast.tenant DISABLE ROW LEVEL SECURITY, NO FORCE ROW LEVEL SECURITY,"
                        + " ALTER COLUMN created_at DROP NOT NULL");
        execute(admin, "INSERT INTO holdfast.tenant VALUES ('acme', NULL)");

        SchemaRepair.Outcome outcome = new SchemaRepair(admin).run(line -> {});

        assertThat(outcome.failed()).singleElement().satisfies(failed -> {
            assertThat(words(failed.step().drift())).isEqualTo("missing not null tenant.created_at");
            assertThat(failed.reason()).contains("contains null values");
        });
        assertThat(outcome.after().matches()).isFalse();
        assertThat(named(admin)).containsExactly("missing not null tenant.created_at");
    }

    @Test
    void anotherVersionShouldBeRefusedAndNotRepaired() {
        AdminConnection admin = TestServer.migrated();
        new Undoing(admin).down(3, true, rollback -> {});

        assertThat(new Catalogue(admin).compare().isComparable()).isFalse();
        assertThat(catchThrowableOfType(SchemaRefusal.class, () -> new SchemaRepair(admin).plan())
                        .next())
                .contains("holdfast migrate up");
    }

    @Test
    void nothingShouldBeDoneWhereNothingIsWrong() {
        SchemaRepair repair = new SchemaRepair(TestServer.migrated());

        assertThat(repair.plan().steps()).isEmpty();
        assertThat(repair.plan().sql()).isEmpty();
        assertThat(repair.run(line -> {}).after().drifts()).isEmpty();
    }

    @Test
    void everyStateShouldOccur() {
        assertThat(seeds().stream().flatMap(seed -> seed.named().stream()))
                .anyMatch(name -> name.startsWith(DriftState.MISSING.name().toLowerCase(Locale.ROOT)))
                .anyMatch(name -> name.startsWith(DriftState.CHANGED.name().toLowerCase(Locale.ROOT)))
                .anyMatch(name -> name.startsWith(DriftState.EXTRA.name().toLowerCase(Locale.ROOT)));
    }
}
