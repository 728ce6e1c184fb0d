package dev.holdfast.postgres.operations;

import static dev.holdfast.domain.memory.Memories.aMemory;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.domain.memory.MemoryStage;
import dev.holdfast.domain.shared.Secret;
import dev.holdfast.postgres.OnPostgres;
import dev.holdfast.postgres.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BackupTest extends OnPostgres {
    private static final byte[] KEY = new byte[32];
    private static final String HOSTILE = "tab\tline\nreturn\r\\N \\. back\\slash 'quote' \uD83E\uDD98 \u0001";

    /** Behind the back of triggers, as a disk that rots does. */
    private static final String CHANGE =
            "SET session_replication_role = replica; UPDATE holdfast.memory SET importance = 11 - importance";

    @TempDir
    private Path folder;

    private MemoryStage here;

    @BeforeEach
    void write() {
        here = MemoryStage.on(storage());
        here.upsert(aMemory().withKey("hostile").withContent(HOSTILE));
        for (int i = 0; i < 3; i++) {
            here.upsert(aMemory().withKey("changing").withContent("version " + i));
        }
    }

    private AdminConnection admin() {
        return storage().admin();
    }

    private Path backup(String name) {
        Path file = folder.resolve(name);
        new Backup(admin(), KEY).to(file, "a test", line -> {});
        return file;
    }

    private static String text(AdminConnection admin, String sql) {
        try (Connection connection = admin.open();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return String.valueOf(row.getString(1));
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static void execute(AdminConnection admin, String sql) {
        try (Connection connection = admin.open();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static void refused(Runnable work, String... words) {
        assertThatThrownBy(work::run)
                .isInstanceOf(BackupException.class)
                .message()
                .contains(words);
    }

    @Test
    void everythingShouldComeBackAsItWas() {
        Path file = backup("whole.zip");
        Restore restore = Restore.of(file, KEY);

        try (ScratchDatabase scratch = ScratchDatabase.beside(admin())) {
            restore.into(scratch.admin(), false, line -> {});

            assertThat(restore.manifest().rows()).isGreaterThan(4);
            assertThat(restore.differences(scratch.admin())).isEmpty();
            assertThat(text(
                            scratch.admin(),
                            "SELECT content FROM holdfast.memory WHERE key = 'hostile' AND tenant_id = '"
                                    + here.tenant().scope().tenant().value() + "'"))
                    .isEqualTo(HOSTILE);
            assertThat(text(scratch.admin(), "SELECT count(*) FROM holdfast.memory_history"))
                    .isEqualTo(text(admin(), "SELECT count(*) FROM holdfast.memory_history"));

            execute(scratch.admin(), CHANGE);
            assertThat(restore.differences(scratch.admin())).contains("memory");
        }
    }

    @Test
    void nothingShouldBeLeftOfTheScratchDatabase() {
        String count = "SELECT count(*) FROM pg_database WHERE datname LIKE 'holdfast_scratch_%'";
        ScratchDatabase scratch = ScratchDatabase.beside(admin());
        assertThat(text(admin(), count)).isEqualTo("1");

        scratch.close();

        assertThat(text(admin(), count)).isEqualTo("0");
    }

    @Test
    void aBackupShouldBeOfOneMoment() {
        String rows = text(admin(), "SELECT count(*) FROM holdfast.memory");
        AtomicInteger written = new AtomicInteger();

        BackupManifest manifest = new Backup(admin(), KEY)
                .to(
                        folder.resolve("moment.zip"),
                        "a test",
                        line -> here.upsert(aMemory()
                                .withKey("late" + written.incrementAndGet())
                                .withContent("x")));

        assertThat(written.get()).isGreaterThan(5);
        assertThat(manifest.tables())
                .filteredOn(table -> table.name().equals("memory"))
                .extracting(BackupManifest.Table::rows)
                .containsExactly(Long.valueOf(rows));
    }

    @Test
    void everyAlteredByteShouldBeFound() throws IOException {
        Path file = backup("altered.zip");
        byte[] good = Files.readAllBytes(file);
        Random random = new Random(1);
        int[] places = random.ints(40, 0, good.length).toArray();
        places[0] = 0;
        places[1] = 10; // the time of the first entry, which nobody reads
        places[2] = good.length - 1;
        places[3] = good.length - 65;
        places[4] = good.length - 128;
        for (int place : places) {
            byte[] bad = good.clone();
            bad[place] ^= 1;
            Files.write(file, bad);
            refused(() -> Restore.of(file, KEY).manifest(), "altered");
        }
        Files.write(file, Arrays.copyOf(good, good.length - 1));
        refused(() -> Restore.of(file, KEY).manifest(), "altered or are missing");
        Files.write(file, good);
        assertThat(Restore.of(file, KEY).manifest().format()).isEqualTo(BackupManifest.FORMAT);
    }

    @Test
    void anotherSecretShouldBeToldFromDamage() {
        Path file = backup("secret.zip");
        byte[] other = KEY.clone();
        other[0] = 1;

        refused(() -> Restore.of(file, other).manifest(), "made with another secret");
    }

    @Test
    void whatIsThereShouldOnlyGoWhenThatIsSaid() {
        Path file = backup("replacing.zip");
        Restore restore = Restore.of(file, KEY);
        try (ScratchDatabase scratch = ScratchDatabase.beside(admin())) {
            restore.into(scratch.admin(), false, line -> {});
            execute(scratch.admin(), CHANGE);

            refused(() -> restore.into(scratch.admin(), false, line -> {}), "not empty", "memory");
            assertThat(restore.differences(scratch.admin())).contains("memory");

            restore.into(scratch.admin(), true, line -> {});
            assertThat(restore.differences(scratch.admin())).isEmpty();
        }
    }

    @Test
    void aBackupOfANewerVersionShouldBeRefused() {
        AdminConnection newer = TestServer.migrated();
        execute(
                newer,
                "INSERT INTO holdfast.schema_history (installed_rank, version, description, type, script, checksum, installed_by,"
                        + " execution_time, success) VALUES (999, '999', 'tomorrow', 'SQL', 'V999__tomorrow.sql', 1, 'x', 0, true)");
        Path file = folder.resolve("newer.zip");
        new Backup(newer, KEY).to(file, "a test", line -> {});

        refused(() -> Restore.of(file, KEY), "of version 999 of the schema", "knows versions 1 to");
    }

    @Test
    void whereNothingIsNothingShouldBeCopied() {
        AdminConnection blank = TestServer.blank();

        refused(() -> new Backup(blank, KEY).to(folder.resolve("blank.zip"), "a test", line -> {}), "no schema");
        assertThat(folder.resolve("blank.zip")).doesNotExist();
    }

    @Test
    void nobodyElseShouldServeMeanwhile() throws SQLException {
        Path file = backup("serving.zip");
        try (ScratchDatabase scratch = ScratchDatabase.beside(admin());
                Connection server = DriverManager.getConnection(
                        scratch.admin()
                                .jdbcUrl()
                                .replaceAll("ApplicationName=[^&]*", "ApplicationName=holdfast/requests"),
                        admin().user(),
                        admin().password().reveal())) {
            assertThat(server.isValid(1)).isTrue();
            refused(() -> Restore.of(file, KEY).into(scratch.admin(), false, line -> {}), "servers are open");
        }
    }

    @Test
    void aUserWhomPoliciesNarrowShouldGetNoBackup() {
        execute(admin(), "CREATE ROLE narrow LOGIN PASSWORD 'narrow'");
        // A tenant of its own, or the policies would fail by themselves.
        execute(admin(), "ALTER ROLE narrow SET holdfast.tenant = 'narrow'");
        execute(admin(), "GRANT USAGE ON SCHEMA holdfast TO narrow");
        execute(admin(), "GRANT SELECT ON ALL TABLES IN SCHEMA holdfast TO narrow");
        execute(admin(), "GRANT SELECT ON ALL SEQUENCES IN SCHEMA holdfast TO narrow");
        AdminConnection narrow = new AdminConnection(admin().jdbcUrl(), "narrow", new Secret("narrow"));
        try {
            refused(
                    () -> new Backup(narrow, KEY).to(folder.resolve("narrow.zip"), "a test", line -> {}),
                    "does not let this user");
            assertThat(folder.resolve("narrow.zip")).doesNotExist();
            assertThat(folder.resolve("narrow.zip.part")).doesNotExist();
        } finally {
            execute(admin(), "DROP OWNED BY narrow");
            execute(admin(), "DROP ROLE narrow");
        }
    }

    @Test
    void nothingShouldBeOverwritten() {
        Path file = backup("there.zip");

        refused(() -> backup("there.zip"), "is there already");
        assertThat(Restore.of(file, KEY).manifest().tables())
                .extracting(BackupManifest.Table::name)
                .containsAll(List.of("memory", "memory_history", "audit_entry", "tenant"))
                .doesNotContain("schema_history");
    }
}
