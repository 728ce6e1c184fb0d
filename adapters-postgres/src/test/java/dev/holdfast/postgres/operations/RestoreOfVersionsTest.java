package dev.holdfast.postgres.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.domain.operations.KnownMigration;
import dev.holdfast.postgres.TestServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A backup that an earlier program made comes back under this one. */
final class RestoreOfVersionsTest {
    private static final byte[] KEY = new byte[32];

    @TempDir
    private Path folder;

    static Stream<Integer> versions() {
        return MigrationScripts.known().stream().map(KnownMigration::version);
    }

    private static AdminConnection bootstrapped() {
        AdminConnection admin = TestServer.blank();
        new Bootstrap(admin).run();
        return admin;
    }

    private static RowsOfVersions at(AdminConnection admin, int version) {
        new Migrations(admin).migrateTo(version, line -> {});
        RowsOfVersions rows = new RowsOfVersions(admin);
        rows.write(version);
        return rows;
    }

    private Restore backup(AdminConnection admin) {
        Path file = folder.resolve("backup.zip");
        new Backup(admin, KEY).to(file, "a test", line -> {});
        return Restore.of(file, KEY);
    }

    @ParameterizedTest
    @MethodSource("versions")
    void rowsOfEveryVersionShouldComeBackUpToDate(int version) {
        AdminConnection old = bootstrapped();
        RowsOfVersions rows = at(old, version);
        Map<String, String> columns = rows.columns();
        Map<String, List<String>> written = rows.read(columns);
        Restore restore = backup(old);
        assertThat(restore.version()).isEqualTo(version);
        AdminConnection blank = bootstrapped();
        AdminConnection migrated = TestServer.migrated();

        restore.into(blank, false, line -> {});
        restore.into(migrated, false, line -> {});

        for (AdminConnection each : List.of(blank, migrated)) {
            assertThat(new RowsOfVersions(each).read(columns)).isEqualTo(written);
            assertThat(new Catalogue(each).compare().drifts()).isEmpty();
            assertThat(new Migrations(each).look().isSound()).isTrue();
        }
        try (ScratchDatabase scratch = ScratchDatabase.beside(migrated)) {
            assertThat(restore.tryIn(scratch, line -> {})).isEmpty();
            assertThat(new Catalogue(scratch.admin()).compare().matches()).isTrue();
        }
    }

    @Test
    void whatIsThereShouldGoOnlyWhenTheBackupIsIn() {
        AdminConnection old = bootstrapped();
        RowsOfVersions rows = at(old, 4);
        Map<String, String> columns = rows.columns();
        Map<String, List<String>> written = rows.read(columns);
        Restore restore = backup(old);
        AdminConnection full = bootstrapped();
        RowsOfVersions there = at(full, ExpectedSchema.version());
        Map<String, String> all = there.columns();
        Map<String, List<String>> before = there.read(all);

        assertThatThrownBy(() -> restore.into(full, false, line -> {}))
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("not empty");
        assertThatThrownBy(() -> restore.into(full, true, line -> {
                    throw new IllegalStateException("cut off");
                }))
                .hasMessage("cut off");
        assertThat(there.read(all)).isEqualTo(before);
        assertThat(new Catalogue(full).compare().drifts()).isEmpty();

        restore.into(full, true, line -> {});

        assertThat(there.read(columns)).isEqualTo(written);
        assertThat(there.number("SELECT count(*) FROM holdfast.recall")).isZero();
        assertThat(new Catalogue(full).compare().drifts()).isEmpty();
        assertThat(new Migrations(full).look().rollbacks()).hasSize(ExpectedSchema.version() - 4);
    }
}
