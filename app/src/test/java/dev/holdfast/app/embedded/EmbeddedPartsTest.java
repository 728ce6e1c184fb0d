package dev.holdfast.app.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.app.embedded.EmbeddedPostgresException.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The parts that need no PostgreSQL. */
class EmbeddedPartsTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "Linux, amd64, false, postgres-linux-x86_64.txz",
        "Linux, x86_64, true, postgres-linux-x86_64-alpine_linux.txz",
        "Linux, aarch64, false, postgres-linux-arm_64.txz",
        "Mac OS X, aarch64, false, postgres-darwin-arm_64.txz",
        "Mac OS X, x86_64, false, postgres-darwin-x86_64.txz",
    })
    void eachPlatformShouldHaveItsArchive(String system, String processor, boolean musl, String archive) {
        assertThat(Platform.of(system, processor, musl).archive()).isEqualTo(archive);
    }

    @ParameterizedTest
    @CsvSource({"Windows 11, amd64", "Linux, riscv64", "FreeBSD, amd64"})
    void otherPlatformsShouldBeToldToBringTheirOwn(String system, String processor) {
        assertThatThrownBy(() -> Platform.of(system, processor, false))
                .isInstanceOfSatisfying(EmbeddedPostgresException.class, e -> {
                    assertThat(e.problem()).isEqualTo(Problem.UNSUPPORTED_PLATFORM);
                    assertThat(e.hint()).contains("DATABASE_URL");
                });
    }

    @Test
    void aPlatformWithoutItsArchiveShouldBeToldToBringItsOwn() {
        Platform notBundled = new Platform("linux", "sparc", false);

        assertThatThrownBy(() -> PostgresBinaries.onClassPath(notBundled))
                .isInstanceOfSatisfying(
                        EmbeddedPostgresException.class,
                        e -> assertThat(e.problem()).isEqualTo(Problem.UNSUPPORTED_PLATFORM));
    }

    @Test
    void anyBeginningOfThePostmastersNoteShouldBeUnderstood() {
        List<String> whole = List.of(
                "4296", "/home/data", "1795246300", "54329", "", "127.0.0.1", "  2147542         4", "ready   ");

        assertThat(PostmasterFile.parse(whole)).contains(new PostmasterFile(4296, 54329, true));
        assertThat(PostmasterFile.parse(List.of())).isEmpty();
        assertThat(IntStream.rangeClosed(1, 7)
                        .mapToObj(lines ->
                                PostmasterFile.parse(whole.subList(0, lines)).orElseThrow()))
                .allMatch(note -> note.pid() == 4296 && !note.ready());
        assertThat(PostmasterFile.parse(List.of("-4296")))
                .as("a server without network, for repairs")
                .isEmpty();
    }

    @Test
    void aLeaseShouldBeForOneHolderOrForSharingOnes() {
        Path file = folder.resolve("lock");

        FileLease exclusive = FileLease.tryExclusive(file).orElseThrow();
        assertThat(FileLease.tryExclusive(file)).isEmpty();
        assertThat(FileLease.tryShared(file)).isEmpty();
        exclusive.sign();
        assertThat(FileLease.signatureOf(file)).contains(ProcessHandle.current().pid());
        exclusive.close();
        exclusive.close();

        FileLease one = FileLease.tryShared(file).orElseThrow();
        FileLease two = FileLease.tryShared(file).orElseThrow();
        one.close();
        one.close();
        assertThat(FileLease.tryExclusive(file)).isEmpty();
        two.close();
        FileLease.tryExclusive(file).orElseThrow().close();
    }

    @Test
    void theLogShouldStayBounded() throws IOException {
        ServerLog log = new ServerLog(folder.resolve("server.log"));
        log.shrink();
        assertThat(log.size()).isZero();
        Files.writeString(log.file(), "x".repeat(1000));
        log.shrink();
        assertThat(log.size()).isEqualTo(1000);

        Files.writeString(log.file(), "early\n" + "y".repeat(5 << 20) + "\nlate\n");
        assertThat(log.since(0)).endsWith("late\n").doesNotContain("early").hasSizeLessThan(10_000);
        assertThat(log.since(log.size())).isEmpty();
        log.shrink();

        assertThat(log.size()).isZero();
        assertThat(folder.resolve("server.log.1")).content().startsWith("early").endsWith("late\n");
    }

    @Test
    void pausesShouldGrowToALimit() {
        Watch.Pace pace = Watch.Pace.NORMAL;

        assertThat(IntStream.rangeClosed(0, 8).mapToObj(pace::delayAfter).map(Duration::toMillis))
                .containsExactly(0L, 250L, 500L, 1_000L, 2_000L, 4_000L, 8_000L, 16_000L, 30_000L);
        assertThat(pace.delayAfter(1_000_000)).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void settingsShouldBeSensible() {
        assertThatThrownBy(() -> EmbeddedSettings.of(folder, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> EmbeddedSettings.of(folder, 65_536)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new EmbeddedSettings(folder, 1, Duration.ZERO, Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new EmbeddedSettings(folder, 1, Duration.ofSeconds(1), Duration.ofSeconds(-1)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
