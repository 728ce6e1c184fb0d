package dev.holdfast.postgres.operations;

import static dev.holdfast.domain.memory.Memories.aMemory;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.domain.memory.MemoryStage;
import dev.holdfast.postgres.OnPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BackupFolderTest extends OnPostgres {
    private static final byte[] KEY = new byte[32];
    private static final Instant NIGHT = Instant.parse("2026-03-01T03:30:00Z");

    @TempDir
    private Path folder;

    private BackupFolder backups;

    @BeforeEach
    void fill() {
        MemoryStage.on(storage()).upsert(aMemory());
        backups = new BackupFolder(folder, storage().admin(), KEY, 2);
    }

    private Path make(int day) {
        return backups.make(NIGHT.plus(Duration.ofDays(day)), "a test", line -> {});
    }

    private List<String> names() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Test
    void theLastOnesShouldBeKept() throws IOException {
        Files.writeString(folder.resolve("notes.txt"), "mine");
        Files.writeString(folder.resolve("holdfast-2026.zip"), "mine too");
        Path part = Files.writeString(
                folder.resolve("holdfast-20260101T033000Z.zip.17.part"), "of a server that was killed");
        Files.setLastModifiedTime(part, FileTime.from(NIGHT.minus(Duration.ofDays(3))));
        for (int day = 0; day < 4; day++) {
            make(day);
        }

        assertThat(names())
                .containsExactly(
                        "holdfast-2026.zip",
                        "holdfast-20260303T033000Z.zip",
                        "holdfast-20260304T033000Z.zip",
                        "notes.txt");
        assertThat(Restore.of(folder.resolve("holdfast-20260304T033000Z.zip"), KEY)
                        .manifest()
                        .rows())
                .isPositive();
    }

    @Test
    void whatSeemsToBeNewerShouldNotCostTheOneThatWasMade() throws IOException {
        Files.writeString(folder.resolve("holdfast-20990101T033000Z.zip"), "by a clock that was wrong");
        Files.writeString(folder.resolve("holdfast-20990102T033000Z.zip"), "twice");

        Path made = make(0);

        assertThat(names()).hasSize(3).contains(made.getFileName().toString());
    }

    @Test
    void whatAnotherServerIsWritingShouldStay() throws IOException {
        String part = "holdfast-20260301T033000Z.zip.17.part";
        Files.writeString(folder.resolve(part), "not yet whole");

        make(0);

        assertThat(names()).containsExactly("holdfast-20260301T033000Z.zip", part);
    }

    @Test
    void aBackupThatFailedShouldLetNothingGo() throws IOException {
        make(0);
        make(1);
        AdminConnection nobody = new AdminConnection(
                storage().admin().jdbcUrl().replaceAll("/[^/?]*(\\?|$)", "/no_such_database$1"),
                storage().admin().user(),
                storage().admin().password());
        List<String> before = names();

        assertThatThrownBy(() -> new BackupFolder(folder, nobody, KEY, 1)
                        .make(NIGHT.plus(Duration.ofDays(2)), "a test", line -> {}))
                .isInstanceOf(BackupException.class);

        assertThat(names()).isEqualTo(before);
    }

    @Test
    void oneThatIsThereAndWholeShouldNotBeMadeAgain() throws IOException {
        Path file = make(0);
        byte[] before = Files.readAllBytes(file);

        assertThat(make(0)).isEqualTo(file);

        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    @Test
    void oneThatIsDamagedShouldBePutAsideAndMadeAgain() throws IOException {
        Path file = make(0);
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);

        make(0);

        assertThat(names()).containsExactly("holdfast-20260301T033000Z.zip", "holdfast-20260301T033000Z.zip.damaged");
        assertThat(Restore.of(file, KEY).manifest().rows()).isPositive();
    }

    @Test
    void anotherInstallationsBackupsShouldStayAsTheyAre() throws IOException {
        BackupFolder others = new BackupFolder(folder, storage().admin(), new byte[] {1}, 2);
        Path first = others.make(NIGHT.minus(Duration.ofDays(3)), "another", line -> {});
        Path second = others.make(NIGHT, "another", line -> {});
        byte[] theirs = Files.readAllBytes(second);

        assertThatThrownBy(() -> make(0))
                .isInstanceOfSatisfying(
                        BackupException.class,
                        refused -> assertThat(refused.hint()).contains("HOLDFAST_BACKUP_DIRECTORY"));
        for (int day = 1; day < 5; day++) {
            make(day);
        }

        assertThat(Files.readAllBytes(second)).isEqualTo(theirs);
        assertThat(names())
                .containsExactly(
                        first.getFileName().toString(),
                        second.getFileName().toString(),
                        "holdfast-20260304T033000Z.zip",
                        "holdfast-20260305T033000Z.zip");
    }

    @Test
    void aFolderThatIsNoneShouldBeSaidToBeUnusable() throws IOException {
        Path file = Files.createFile(folder.resolve("a-file"));

        assertThatThrownBy(() -> new BackupFolder(file, storage().admin(), KEY, 1).make(NIGHT, "a test", line -> {}))
                .isInstanceOfSatisfying(
                        BackupException.class,
                        refused -> assertThat(refused.hint()).contains("HOLDFAST_BACKUP_DIRECTORY"));
    }
}
