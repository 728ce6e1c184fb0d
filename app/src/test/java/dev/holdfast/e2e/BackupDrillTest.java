package dev.holdfast.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.http.Api;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The drill: a backup of a server that serves, a look at whether it is good, and the way back on another machine. */
class BackupDrillTest {
    private static final String SECRET = "a secret that is long enough for anybody";

    @RegisterExtension
    static final Nodes NODES = Nodes.perClass();

    @TempDir
    private Path folder;

    @Test
    void whatWasWrittenShouldBeThereOnAnotherMachine() {
        Home one = NODES.home().with("HOLDFAST_SECRET", SECRET);
        Node node = NODES.serve(one);
        String key = node.printedKey().orElseThrow();
        node.as(key)
                .put(Api.memory("n", "kept"), "{\"content\":\"the quokka\"}")
                .expect(201);
        String file = folder.resolve("backup.zip").toString();

        assertThat(NODES.run(one, "backup", file)).contains("rows of", "as they were at");
        node.as(key).put(Api.memory("n", "later"), "{\"content\":\"too late\"}").expect(201);
        assertThat(NODES.run(one, "verify-backup", file)).contains("can be restored", "the audit of 1 tenants intact");

        Home other = NODES.home().with("HOLDFAST_SECRET", SECRET);
        assertThat(NODES.run(other, "restore", file)).contains("restored");
        Api there = NODES.serve(other).as(key);
        assertThat(there.get(Api.memory("n", "kept")).expect(200).at("/content").asString())
                .isEqualTo("the quokka");
        there.get(Api.memory("n", "later")).expect(404);
        assertThat(there.post("/v1/recall", "{\"query\":\"quokka\"}")
                        .expect(200)
                        .at("/items/0/key")
                        .asString())
                .isEqualTo("kept");
        assertThat(there.get("/v1/audit/verify").expect(200).at("/intact").asBoolean())
                .isTrue();
    }

    @Test
    void aServerShouldMakeBackupsByItself() {
        Path nightly = folder.resolve("nightly");
        Home home = NODES.home().with("HOLDFAST_BACKUP_DIRECTORY", nightly.toString());
        Node node = NODES.serve(home);
        String key = node.printedKey().orElseThrow();

        await().atMost(Duration.ofMinutes(2)).until(() -> backups(nightly).size() == 1);

        assertThat(NODES.run(home, "verify-backup", backups(nightly).getFirst().toString()))
                .contains("can be restored");
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(node.as(key)
                                .get("/v1/admin/health/deep")
                                .expect(200)
                                .text())
                        .contains("\"job_backup\",\"status\":\"ok\",\"finding\":\"last done at "));
    }

    private static List<Path> backups(Path folder) {
        try (Stream<Path> files = Files.isDirectory(folder) ? Files.list(folder) : Stream.empty()) {
            return files.filter(file -> file.toString().endsWith(".zip")).toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
