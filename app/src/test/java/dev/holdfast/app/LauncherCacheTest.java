package dev.holdfast.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the script that starts everything keeps, so that the next start is faster. */
class LauncherCacheTest extends LauncherStage {
    @Test
    void aServerShouldRecordItsClassesAndTheNextOnesUseWhatIsMadeOfThem() throws Exception {
        Result first = run("serve");
        assertThat(run("version").out()).doesNotContain("AOTMode", "AOTCache", "Archive");
        record(first.out(), "classes");

        Result second = run("serve");

        assertThat(second.err()).contains("preparing faster starts");
        assertThat(second.out()).doesNotContain("AOTMode", "holdfast.served");
        Path cache = named("AOTCache", second.out());
        assertThat(Files.readString(cache))
                .as("made with the options it is used with")
                .endsWith(second.out().strip().substring(("<-XX:AOTCache=" + cache + ">").length()));
        assertThat(kept()).containsExactly(cache.getFileName().toString());
        Result third = run("serve");
        assertThat(third.out()).isEqualTo(second.out());
        assertThat(third.err()).isEmpty();
        assertThat(named("AOTCache", run("version").out())).isEqualTo(cache);
    }

    /** One that was not: a port in use, a wrong option, help. */
    @Test
    void nothingShouldBeMadeOfWhatAServerRecordedThatNeverWasReady() throws Exception {
        Path recorded = named("AOTConfiguration", run("serve").out());
        write(recorded, "classes");

        Result second = run("serve");

        assertThat(second.err()).isEmpty();
        assertThat(named("AOTConfiguration", second.out())).isEqualTo(recorded).doesNotExist();
    }

    @Test
    void whatNothingCanBeMadeOfShouldBeToldAndNotBeTriedAgain() throws Exception {
        record(run("serve").out(), "cut off");

        Result second = run("serve");

        assertThat(second.exitCode()).isEqualTo(42);
        assertThat(second.err()).contains("that failed", ".log");
        assertThat(second.out()).doesNotContain("AOT");
        assertThat(run("serve").out()).isEqualTo(second.out());
        assertThat(kept()).hasSize(2).allMatch(name -> name.endsWith(".log") || name.endsWith(".refused"));
    }

    /** Java would neither use what another left nor replace it. */
    @Test
    void everyBuildEveryJavaAndEveryOptionShouldLeaveItsOwnAndTakeThatOfOthersAway() throws Exception {
        String first = run("serve").out();
        record(first, "classes");
        Path cache = named("AOTCache", run("serve").out());

        write(jdk.resolve("release"), "JAVA_VERSION=\"25.0.2\"\n");
        String second = run("serve").out();
        String third = runWith(Map.of("HOLDFAST_JAVA_OPTS", "-Xmx1g"), "serve").out();
        change("pom.xml");
        String fourth = run("serve").out();

        assertThat(Stream.of(first, second, third, fourth).map(out -> named("AOTConfiguration", out)))
                .doesNotHaveDuplicates()
                .allSatisfy(each -> assertThat(each).hasParentRaw(cache.getParent()));
        assertThat(cache).doesNotExist();
    }

    @Test
    void aJavaWithoutSuchACacheShouldKeepAnArchive() throws Exception {
        jdk = jdk("21.0.9");
        Result server = run("serve");
        assertThat(server.out()).contains("<-XX:+AutoCreateSharedArchive>").doesNotContain("AOT", "Xlog:aot");
        Path archive = named("SharedArchiveFile", server.out());
        assertThat(run("version").out()).doesNotContain("Archive");
        write(archive, "classes");

        assertThat(named("SharedArchiveFile", run("serve").out()))
                .isEqualTo(archive)
                .exists();
        assertThat(named("SharedArchiveFile", run("version").out())).isEqualTo(archive);
        assertThat(run("version").out()).doesNotContain("AutoCreate");
    }

    /** Java would not start with ours beside them, or would refuse ours. */
    @Test
    void whatTheUserSaysOfArchivesAndCachesShouldStandAlone() throws Exception {
        for (String own : List.of(
                "-XX:AOTCache=mine",
                "-Xint\t-XX:SharedArchiveFile=mine",
                "-Xshare:off",
                "-javaagent:x",
                "--limit-modules=x")) {
            for (String variable : List.of("HOLDFAST_JAVA_OPTS", "JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS")) {
                assertThat(runWith(Map.of(variable, own), "serve").out())
                        .doesNotContain("AOTMode", "AOTConfiguration", "/cache/");
            }
        }
        assertThat(runWith(Map.of("JDK_JAVA_OPTIONS", "-Xint"), "serve").out()).contains("AOTMode", "/cache/");
    }

    /** What a server does that was ready, as it ends. */
    private static void record(String out, String classes) throws IOException {
        write(named("AOTConfiguration", out), classes);
        write(Path.of(out.replaceFirst("(?s).*<-Dholdfast.served=([^>]*)>.*", "$1")), "");
    }

    private List<String> kept() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("home/.holdfast/cache"))) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static Path named(String option, String out) {
        assertThat(out).contains("<-XX:" + option + "=");
        return Path.of(out.replaceFirst("(?s).*<-XX:" + option + "=([^>]*)>.*", "$1"));
    }
}
