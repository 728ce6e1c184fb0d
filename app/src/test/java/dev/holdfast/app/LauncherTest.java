package dev.holdfast.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The script that starts everything: what it builds, which Java it takes, what it tells it. */
class LauncherTest extends LauncherStage {
    @Test
    void theFirstCallShouldBuildAndTheNextOnesShouldNot() throws Exception {
        assertThat(run("version").err()).contains("building");
        assertThat(run("version").err()).isEmpty();
        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void argumentsAndExitCodesShouldPassThrough() throws Exception {
        Result result = run("keys", "create", "--name", "two words", "*");

        assertThat(result.exitCode()).isEqualTo(42);
        assertThat(result.out())
                .endsWith("<-jar><" + jar() + "><keys><create><--name><two words><*>\n")
                .contains(
                        "<-XX:+ExitOnOutOfMemoryError>",
                        "<-XX:MetaspaceSize=64m>",
                        "<-Djdk.reflect.useNativeAccessorOnly=true>");
    }

    @Test
    void optionsOfTheUserShouldComeLastAndSoWin() throws Exception {
        String out = runWith(Map.of("HOLDFAST_JAVA_OPTS", "-Xmx1g -XX:+UseG1GC"), "version")
                .out();

        assertThat(out).contains("<-Xmx1g><-XX:+UseG1GC><-jar>").doesNotContain("SerialGC");
        assertThat(out.indexOf("<-Xmx256m>")).isNotNegative().isLessThan(out.indexOf("<-Xmx1g>"));
    }

    @Test
    void optionsThatThisJavaDoesNotKnowShouldNotBeGiven() throws Exception {
        assertThat(run("version").out()).contains("CompactObjectHeaders", "--sun-misc-unsafe");
        jdk = jdk("21.0.9");
        assertThat(run("version").out()).doesNotContain("CompactObjectHeaders", "--sun-misc-unsafe");
    }

    @Test
    void homeShouldBeWhatTheEnvironmentSays() throws Exception {
        assertThat(run("version").out()).contains("<-Duser.home=" + folder.resolve("home") + ">");
    }

    @Test
    void itShouldWorkThroughLinksAndFromAnywhere() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("link"), checkout.resolve("holdfast"));
        Path linkToLink = Files.createSymbolicLink(folder.resolve("second link"), Path.of("link"));

        assertThat(start(linkToLink, Map.of(), "version").out()).contains("<" + jar() + ">");
        assertThat(link).isSymbolicLink();
        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void aChangedSourceShouldBeBuilt() throws Exception {
        run("version");
        change("app/src/main/java/Main.java");
        run("version");

        assertThat(builds()).isEqualTo(2);
    }

    @Test
    void aBrokenBuildShouldBeShownAndLeaveWhatThereWas() throws Exception {
        run("version");
        change("pom.xml");
        Result broken = runWith(Map.of("BROKEN", "yes"), "version");

        assertThat(broken.exitCode()).isEqualTo(1);
        assertThat(broken.out()).isEmpty();
        assertThat(broken.err()).contains("[ERROR] it does not compile", "launcher-build.log");
        assertThat(jar()).exists();
        assertThat(run("version").exitCode()).isEqualTo(42);
    }

    /** A server may be running from them. */
    @Test
    void aBuildShouldNotWriteIntoTheFilesOfTheLastOne() throws Exception {
        run("version");
        Path open = Files.createLink(folder.resolve("as a running server has it open"), jar());
        Files.writeString(open, "old");
        change("pom.xml");
        run("version");

        assertThat(builds()).isEqualTo(2);
        assertThat(jar()).hasContent("jar");
        assertThat(open).hasContent("old");
    }

    @Test
    void startsAtTheSameTimeShouldBuildOnce() throws Exception {
        List<Process> starts = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            starts.add(process(checkout.resolve("holdfast"), Map.of(), "version"));
        }
        for (Process start : starts) {
            assertThat(start.waitFor()).isEqualTo(42);
        }
        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void aJavaThatIsMissingOrTooOldShouldEndWithThreeAndSayWhereToGetOne() throws Exception {
        jdk = folder.resolve("nowhere");
        assertUnavailable(run("version"), "HOLDFAST_JAVA_HOME=" + jdk, "apt-get install", "brew install");
        jdk = jdk("17.0.15");
        assertUnavailable(run("version"), "it is Java 17", "JDK 21 or newer");
        assertThat(builds()).isZero();
    }

    @Test
    void aMissingMavenShouldEndWithThreeAndSayWhereToGetIt() throws Exception {
        Files.delete(tools.resolve("mvn"));

        assertUnavailable(run("version"), "needs Maven", "apt-get install maven");
    }

    private static void assertUnavailable(Result result, String... explained) {
        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).startsWith("holdfast: ").contains(explained);
    }
}
