package dev.holdfast.postgres.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.operations.KnownMigration;
import dev.holdfast.domain.operations.SchemaObject;
import dev.holdfast.postgres.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

final class MigrationsTest {
    private static final Path GOLDEN = Path.of("src", "main", "resources", "db", "schema.sql");

    private static AdminConnection bootstrapped() {
        AdminConnection admin = TestServer.blank();
        new Bootstrap(admin).run();
        return admin;
    }

    private static List<Integer> known() {
        return MigrationScripts.known().stream().map(KnownMigration::version).toList();
    }

    @Test
    void everyVersionShouldGoUpDownAndUpAgainToTheSameCatalogue() {
        AdminConnection admin = bootstrapped();
        Migrations migrations = new Migrations(admin);
        List<SchemaObject> before = new Catalogue(admin).objects();
        assertThat(migrations.migrate()).isEqualTo(known().size());
        List<SchemaObject> after = new Catalogue(admin).objects();

        List<Integer> undone = new ArrayList<>();
        new Undoing(admin).down(0, false, rollback -> undone.add(rollback.version()));
        Collections.reverse(undone);

        assertThat(undone).isEqualTo(known());
        assertThat(new Catalogue(admin).objects()).isEqualTo(before);
        migrations.migrate();
        assertThat(new Catalogue(admin).objects()).isEqualTo(after);
    }

    @Test
    void onlyADatabaseWithRolesAndEveryVersionShouldBePrepared() {
        AdminConnection admin = TestServer.blank();
        assertThat(isPrepared(admin)).isFalse();
        new Bootstrap(admin).run();
        assertThat(isPrepared(admin)).isFalse();
        new Migrations(admin).migrateTo(known().getLast() - 1, line -> {});
        assertThat(isPrepared(admin)).isFalse();
        new Migrations(admin).migrate();
        assertThat(isPrepared(admin)).isTrue();
    }

    private static boolean isPrepared(AdminConnection admin) {
        try (AdminSession session = AdminSession.open(admin)) {
            return session.isPrepared();
        }
    }

    @Test
    void everyStepShouldLeadToTheSameCatalogueFromBothSides() {
        AdminConnection admin = bootstrapped();
        Migrations migrations = new Migrations(admin);
        List<List<SchemaObject>> onTheWayUp = new ArrayList<>(List.of(new Catalogue(admin).objects()));
        for (int version : known()) {
            migrations.migrateTo(version, line -> {});
            onTheWayUp.add(new Catalogue(admin).objects());
        }

        for (int version = known().size() - 1; version >= 0; version--) {
            new Undoing(admin).down(version, false, rollback -> {});
            assertThat(new Catalogue(admin).objects()).as("back at %s", version).isEqualTo(onTheWayUp.get(version));
            migrations.migrate();
            assertThat(new Catalogue(admin).objects()).as("up from %s", version).isEqualTo(onTheWayUp.getLast());
        }
    }

    /** What is expected of every database, and what a reviewer sees of a migration. */
    @Test
    void theSchemaShouldBeTheOneThatWasReviewed() throws IOException {
        String schema = SchemaScript.text(new Catalogue(TestServer.migrated()).objects());
        if (Boolean.getBoolean("holdfast.golden.write")) {
            Files.writeString(GOLDEN, schema);
        }

        assertThat(schema)
                .as(
                        "db/schema.sql is stale: run mvn -pl adapters-postgres -am test -Dtest=MigrationsTest"
                                + " -Dholdfast.golden.write=true -Dsurefire.failIfNoSpecifiedTests=false and review the difference")
                .isEqualTo(Files.readString(GOLDEN));
        assertThat(SchemaScript.parse(schema))
                .isEqualTo(new Catalogue(TestServer.migrated()).objects())
                .hasSizeGreaterThan(500);
    }

    /** Readiness names what is missing of it. */
    @Test
    void tablesColumnsPoliciesAndRolesShouldBeRequired() {
        assertThat(ExpectedSchema.required())
                .contains(
                        "role holdfast_search", "table memory", "column memory.content", "policy memory.memory_tenant")
                .hasSizeGreaterThan(200);
    }

    @Test
    void readinessShouldWantTheNewestVersion() {
        assertThat(known().getLast()).hasToString(PostgresReadiness.SCHEMA_VERSION);
    }

    @RepeatedTest(5)
    void nodesShouldMigrateAnEmptyDatabaseTogether() throws Exception {
        AdminConnection admin = TestServer.blank();
        Callable<Integer> node = () -> {
            new Bootstrap(admin).run();
            return new Migrations(admin).migrate();
        };

        int applied = 0;
        try (var nodes = Executors.newFixedThreadPool(8)) {
            for (Future<Integer> each : nodes.invokeAll(Collections.nCopies(8, node))) {
                applied += each.get();
            }
        }

        assertThat(applied).isEqualTo(known().size());
        assertThat(new Migrations(admin).look().current()).isEqualTo(known().getLast());
    }

    @Test
    void bootstrapShouldBeSafeToRepeat() {
        AdminConnection admin = TestServer.migrated();
        List<SchemaObject> before = new Catalogue(admin).objects();

        new Bootstrap(admin).run();

        assertThat(new Catalogue(admin).objects()).isEqualTo(before);
    }
}
