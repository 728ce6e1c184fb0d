package dev.holdfast.postgres.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.postgres.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

final class MigrationsTest {
    private static final Path GOLDEN = Path.of("schema.sql");

    private static AdminConnection bootstrapped() {
        AdminConnection admin = TestServer.blank();
        new Bootstrap(admin).run();
        return admin;
    }

    @Test
    void everyVersionShouldGoUpDownAndUpAgainToTheSameCatalogue() {
        AdminConnection admin = bootstrapped();
        Migrations migrations = new Migrations(admin);
        List<String> before = new Catalogue(admin).lines();
        assertThat(migrations.migrate()).isEqualTo(migrations.known().size());
        List<String> after = new Catalogue(admin).lines();

        List<String> undone = new ArrayList<>();
        for (Optional<String> version = migrations.undoLast(); version.isPresent(); version = migrations.undoLast()) {
            undone.add(version.get());
        }
        Collections.reverse(undone);

        assertThat(undone).isEqualTo(migrations.known());
        assertThat(new Catalogue(admin).lines()).isEqualTo(before);
        migrations.migrate();
        assertThat(new Catalogue(admin).lines()).isEqualTo(after);
    }

    @Test
    void everyStepDownShouldBeTakenBackByOneStepUp() {
        AdminConnection admin = bootstrapped();
        Migrations migrations = new Migrations(admin);
        migrations.migrate();
        List<String> whole = new Catalogue(admin).lines();

        for (int steps = 1; steps <= migrations.known().size(); steps++) {
            for (int i = 0; i < steps; i++) {
                migrations.undoLast();
            }
            assertThat(migrations.migrate()).isEqualTo(steps);
            assertThat(new Catalogue(admin).lines()).isEqualTo(whole);
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

    @Test
    void readinessShouldWantTheNewestVersion() {
        List<String> known = new Migrations(TestServer.migrated()).known();

        assertThat(known.getLast()).isEqualTo(PostgresReadiness.SCHEMA_VERSION);
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

        Migrations migrations = new Migrations(admin);
        assertThat(applied).isEqualTo(migrations.known().size());
        assertThat(migrations.current()).contains(PostgresReadiness.SCHEMA_VERSION);
    }

    @Test
    void aMigrationThatWasChangedAfterwardsShouldStopTheNextRun() throws SQLException {
        AdminConnection admin = TestServer.migrated();
        try (Connection connection = admin.open();
                Statement statement = connection.createStatement()) {
            statement.execute("UPDATE holdfast.schema_history SET checksum = checksum + 1 WHERE version = '2'");
        }

        assertThatThrownBy(() -> new Migrations(admin).migrate())
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("checksum");
    }

    @Test
    void bootstrapShouldBeSafeToRepeat() {
        AdminConnection admin = TestServer.migrated();
        List<String> before = new Catalogue(admin).lines();

        new Bootstrap(admin).run();

        assertThat(new Catalogue(admin).lines()).isEqualTo(before);
    }
}
