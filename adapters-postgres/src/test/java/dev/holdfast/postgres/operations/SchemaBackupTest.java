package dev.holdfast.postgres.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.postgres.TestServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A schema in a file makes the same schema elsewhere. */
final class SchemaBackupTest {
    @TempDir
    private Path folder;

    private static void execute(AdminConnection admin, String sql) {
        try (Connection connection = admin.open();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private String backup(AdminConnection admin, String name) throws IOException {
        Path file = folder.resolve(name);
        new SchemaBackup(admin).to(file);
        return Files.readString(file);
    }

    @Test
    void itShouldMakeTheSameSchemaInAnEmptyDatabase() throws IOException {
        AdminConnection one = TestServer.migrated();
        AdminConnection other = TestServer.blank();

        execute(other, backup(one, "schema.sql"));

        assertThat(new Catalogue(other).objects()).isEqualTo(new Catalogue(one).objects());
        assertThat(new Catalogue(other).compare().drifts()).isEmpty();
        assertThat(new Migrations(other).look()).isEqualTo(new Migrations(one).look());
        assertThat(new Migrations(other).migrate()).isZero();
    }

    @Test
    void itShouldBeOfWhatIsThereAndNotOfWhatShouldBe() throws IOException {
        AdminConnection one = TestServer.migrated();
        AdminConnection other = TestServer.blank();
        new Undoing(one).down(9, false, rollback -> {});
        execute(one, "CREATE TABLE holdfast.mine (id int PRIMARY KEY, kind text DEFAULT 'it''s')");
        execute(one, "CREATE VIEW holdfast.seen AS SELECT id FROM holdfast.mine WHERE kind <> ''");
        execute(one, "DROP INDEX holdfast.memory_terms; GRANT SELECT ON holdfast.mine TO PUBLIC");

        execute(other, backup(one, "schema.sql"));

        assertThat(new Catalogue(other).objects()).isEqualTo(new Catalogue(one).objects());
        assertThat(new Migrations(other).look()).isEqualTo(new Migrations(one).look());
        assertThat(new Migrations(other).look().current()).isEqualTo(9);
        assertThat(new Migrations(other).look().rollbacks()).isNotEmpty();
    }

    @Test
    void itShouldSayItsVersionAndItsDigest() throws IOException {
        String script = backup(TestServer.migrated(), "schema.sql");
        String rest = script.substring(script.indexOf('\n') + 1);

        assertThat(script.lines().findFirst().orElseThrow())
                .endsWith(
                        HexFormat.of().formatHex(BackupDigest.sha256().digest(rest.getBytes(StandardCharsets.UTF_8))));
        assertThat(rest).startsWith("-- Holdfast schema, format 1, version " + ExpectedSchema.version() + "\n");
        assertThat(script).doesNotContain("PASSWORD");
    }

    @Test
    void nothingShouldBeOverwritten() throws IOException {
        AdminConnection admin = TestServer.migrated();
        String first = backup(admin, "schema.sql");

        assertThatThrownBy(() -> backup(admin, "schema.sql"))
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("there already");
        assertThat(folder.resolve("schema.sql")).hasContent(first);
    }
}
