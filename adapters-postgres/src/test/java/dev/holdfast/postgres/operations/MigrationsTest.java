package dev.holdfast.postgres.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.operations.KnownMigration;
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
    private static final Path GOLDEN = Path.of("schema.sql");
    private static final Path REQUIRED = Path.of("src", "main", "resources", "db", "required.txt");

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
        List<String> before = new Catalogue(admin).lines();
        assertThat(migrations.migrate()).isEqualTo(known().size());
        List<String> after = new Catalogue(admin).lines();

        List<Integer> undone = new ArrayList<>();
        new Undoing(admin).down(0, false, rollback -> undone.add(rollback.version()));
        Collections.reverse(undone);

        assertThat(undone).isEqualTo(known());
        assertThat(new Catalogue(admin).lines()).isEqualTo(before);
        migrations.migrate();
        assertThat(new Catalogue(admin).lines()).isEqualTo(after);
    }

    @Test
    void everyStepShouldLeadToTheSameCatalogueFromBothSides() {
        AdminConnection admin = bootstrapped();
        Migrations migrations = new Migrations(admin);
        List<List<String>> onTheWayUp = new ArrayList<>(List.of(new Catalogue(admin).lines()));
        for (int version : known()) {
            migrations.migrateTo(version, line -> {});
            onTheWayUp.add(new Catalogue(admin).lines());
        }

        for (int version = known().size() - 1; version >= 0; version--) {
            new Undoing(admin).down(version, false, rollback -> {});
            assertThat(new Catalogue(admin).lines()).as("back at %s", version).isEqualTo(onTheWayUp.get(version));
            migrations.migrate();
            assertThat(new Catalogue(admin).lines()).as("up from %s", version).isEqualTo(onTheWayUp.getLast());
        }
    }

    @Test
    void theSchemaShouldBeTheOneThatWasReviewed() throws IOException {
        String schema = String.join("\n", new Catalogue(TestServer.migrated()).lines()) + "\n";
        if (Boolean.getBoolean("holdfast.golden.write")) {
            Files.writeString(GOLDEN, schema);
        }

        assertThat(schema)
                .as(
                        "schema.sql is stale: run mvn -pl adapters-postgres -am test -Dtest=MigrationsTest"
                                + " -Dholdfast.golden.write=true -Dsurefire.failIfNoSpecifiedTests=false and review the difference")
                .isEqualTo(Files.readString(GOLDEN));
    }

    /** Readiness names what is missing of it. */
    @Test
    void whatIsRequiredShouldBeWhatTheMigrationsMake() throws IOException {
        String required = String.join("\n", Required.of(new Catalogue(TestServer.migrated()).lines())) + "\n";
        if (Boolean.getBoolean("holdfast.golden.write")) {
            Files.writeString(REQUIRED, required);
        }

        assertThat(required)
                .as("db/required.txt is stale: it is written together with schema.sql")
                .isEqualTo(Files.readString(REQUIRED));
        assertThat(required.lines()).hasSizeGreaterThan(200);
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
        List<String> before = new Catalogue(admin).lines();

        new Bootstrap(admin).run();

        assertThat(new Catalogue(admin).lines()).isEqualTo(before);
    }
}
