package dev.holdfast.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.app.cli.Shell.Result;
import dev.holdfast.app.storage.StorageUnavailableException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class DoctorTest {
    @TempDir
    private Path home;

    @Test
    void aFreshMachineShouldBeReady() {
        Result result = new Shell(home).run("doctor");

        assertThat(result.exitCode()).isEqualTo(ExitCode.OK);
        assertThat(result.out())
                .contains("Ready to serve", "made at the first start")
                .doesNotContain("FAIL");
        assertThat(home).isEmptyDirectory();
    }

    @Test
    void machinesShouldGetJson() {
        String json = new Shell(home).run("doctor", "--json").out();

        assertThat(new JsonMapper().readTree(json).get("healthy").asBoolean()).isTrue();
    }

    @Test
    void aTakenPortShouldBeReportedWithWhatToDo() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Result result = new Shell(home)
                    .with("HOLDFAST_PORT", Integer.toString(other.getLocalPort()))
                    .run("doctor");

            assertThat(result.exitCode()).isEqualTo(ExitCode.CHECK_FAILED);
            assertThat(result.out()).contains("FAIL  port").contains("HOLDFAST_PORT");
        }
    }

    @Test
    void aDatabaseThatIsAwayShouldBeReportedWithWhatToDo() {
        Result result = new Shell(home)
                .with("DATABASE_URL", "postgres://nowhere/x")
                .on((config, use, metrics, progress) -> {
                    throw new StorageUnavailableException("nothing answers there", "Start it.");
                })
                .run("doctor");

        assertThat(result.exitCode()).isEqualTo(ExitCode.CHECK_FAILED);
        assertThat(result.out())
                .contains("FAIL  database: nothing answers there")
                .contains("-> Start it.");
    }

    @Test
    void aSecretThatOthersMayReadShouldBeReported() throws IOException {
        Path secrets = Files.createDirectories(home.resolve("secrets"));
        Path master = Files.writeString(secrets.resolve("master"), "0123456789abcdef0123456789abcdef");
        Files.setPosixFilePermissions(master, PosixFilePermissions.fromString("rw-r--r--"));

        Result result = new Shell(home).run("doctor");

        assertThat(result.exitCode()).isEqualTo(ExitCode.CHECK_FAILED);
        assertThat(result.out()).contains("FAIL  secret").contains("chmod 600");
    }

    @Test
    void aLostSecretShouldBeReported() throws IOException {
        Path data = Files.createDirectories(home.resolve("postgres/17/data"));
        Files.writeString(data.resolve("PG_VERSION"), "17");

        Result result = new Shell(home).run("doctor");

        assertThat(result.exitCode()).isEqualTo(ExitCode.CHECK_FAILED);
        assertThat(result.out()).contains("FAIL  secret").contains("Restore it");
    }

    @Test
    void aHomeThatIsNoFolderShouldBeReported() throws IOException {
        Path file = Files.createFile(home.resolve("file"));

        Result result = new Shell(file).run("doctor");

        assertThat(result.exitCode()).isEqualTo(ExitCode.CHECK_FAILED);
        assertThat(result.out()).contains("FAIL  home").contains("HOLDFAST_HOME");
    }
}
