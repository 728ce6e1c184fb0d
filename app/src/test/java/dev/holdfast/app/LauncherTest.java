package dev.holdfast.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script that starts everything, in a checkout of its own with a Java and a Maven that only say what they are asked. */
class LauncherTest {
    private static final List<String> TOOLS = List.of(
            "sh",
            "cat",
            "cksum",
            "dirname",
            "find",
            "flock",
            "grep",
            "head",
            "ls",
            "mkdir",
            "mv",
            "readlink",
            "rm",
            "sed",
            "sleep",
            "tail",
            "touch",
            "uname");

    private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();

    /** What a build leaves behind: the jar, where it is asked for. */
    private static final String MAVEN = """
            #!/bin/sh
            echo built >> "$BUILDS"
            for argument; do
                case $argument in
                    -Ddistribution.directory=*) folder=${argument#-Ddistribution.directory=} ;;
                esac
            done
            [ -z "${BROKEN:-}" ] || { echo "[ERROR] it does not compile"; exit 1; }
            echo jar > "$folder/holdfast.jar"
            """;

    /** Says what it is asked; makes a cache of what a server recorded, unless that is broken. */
    private static final String JAVA = """
            #!/bin/sh
            for argument; do
                case $argument in
                    -XX:AOTMode=create) create=yes ;;
                    -XX:AOTConfiguration=*) recorded=${argument#*=} ;;
                    -XX:AOTCache=*) cache=${argument#*=} ;;
                esac
            done
            if [ -n "${create:-}" ]; then
                read -r record < "$recorded"
                [ "$record" = classes ] || exit 1
                echo "$record, compiled" > "$cache"
                exit 0
            fi
            for argument; do printf '<%s>' "$argument"; done
            echo
            exit 42
            """;

    @TempDir
    private Path folder;

    private Path checkout;
    private Path tools;
    private Path jdk;

    @BeforeEach
    void checkOut() throws IOException {
        checkout = folder.resolve("a check out");
        for (String file : List.of("holdfast", "pom.xml", "app/pom.xml", "scripts/jdk.sh", "scripts/mvn")) {
            Path copy = checkout.resolve(file);
            Files.createDirectories(copy.resolveSibling("."));
            Files.copy(PROJECT.resolve(file), copy);
        }
        write(checkout.resolve("app/src/main/java/Main.java"), "class Main {}");

        tools = Files.createDirectory(folder.resolve("tools"));
        for (String tool : TOOLS) {
            Path real = Stream.of("/usr/bin", "/bin")
                    .map(each -> Path.of(each, tool))
                    .filter(Files::exists)
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("there is no " + tool));
            program(tools.resolve(tool), "#!/bin/sh\nexec " + real + " \"$@\"\n");
        }
        program(tools.resolve("mvn"), MAVEN);
        jdk = jdk("25.0.1");
    }

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
    void aServerShouldRecordItsClassesAndTheNextOnesUseWhatIsMadeOfThem() throws Exception {
        Path recorded = named("AOTConfiguration", run("serve").out());
        assertThat(run("version").out()).doesNotContain("AOT", "Archive");
        write(recorded, "classes");

        Result second = run("serve");

        assertThat(second.err()).contains("preparing faster starts");
        assertThat(second.out()).doesNotContain("AOTMode");
        assertThat(named("AOTCache", second.out())).hasContent("classes, compiled");
        assertThat(recorded).doesNotExist();
        Result third = run("serve");
        assertThat(third.out()).isEqualTo(second.out());
        assertThat(third.err()).isEmpty();
        assertThat(named("AOTCache", run("version").out())).isEqualTo(named("AOTCache", second.out()));
    }

    @Test
    void whatNothingCanBeMadeOfShouldBeRecordedAgain() throws Exception {
        Path recorded = named("AOTConfiguration", run("serve").out());
        write(recorded, "cut off");

        Result second = run("serve");

        assertThat(second.exitCode()).isEqualTo(42);
        assertThat(named("AOTConfiguration", second.out())).isEqualTo(recorded).doesNotExist();
    }

    /** Java would neither use what another left nor replace it. */
    @Test
    void everyBuildAndEveryJavaShouldLeaveItsOwnAndTakeThatOfOthersAway() throws Exception {
        Path first = named("AOTConfiguration", run("serve").out());
        write(first, "classes");
        Path cache = named("AOTCache", run("serve").out());

        jdk = jdk("25.0.2");
        Path second = named("AOTConfiguration", run("serve").out());
        write(second, "classes");
        change("pom.xml");
        Path third = named("AOTConfiguration", run("serve").out());

        assertThat(List.of(first, second, third))
                .doesNotHaveDuplicates()
                .allSatisfy(
                        each -> assertThat(each).hasParentRaw(cache.getParent()).doesNotExist());
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

    /** Java would not start with two. */
    @Test
    void whatTheUserSaysOfArchivesAndCachesShouldStandAlone() throws Exception {
        for (String own : List.of("-XX:AOTCache=mine", "-Xint -XX:SharedArchiveFile=mine", "-Xshare:off")) {
            assertThat(runWith(Map.of("HOLDFAST_JAVA_OPTS", own), "serve").out())
                    .doesNotContain("AOTMode", "AOTConfiguration");
        }
    }

    private static Path named(String option, String out) {
        assertThat(out).contains("<-XX:" + option + "=");
        return Path.of(out.replaceFirst("(?s).*<-XX:" + option + "=([^>]*)>.*", "$1"));
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

    private Path jar() {
        return checkout.resolve("app/target/holdfast/holdfast.jar");
    }

    /** Later than the last build. */
    private void change(String file) throws IOException {
        Files.setLastModifiedTime(
                checkout.resolve(file),
                FileTime.from(Files.getLastModifiedTime(jar()).toInstant().plus(Duration.ofSeconds(2))));
    }

    private long builds() throws IOException {
        Path log = folder.resolve("builds");
        return Files.exists(log) ? Files.readAllLines(log).size() : 0;
    }

    private Path jdk(String version) throws IOException {
        Path home = folder.resolve("jdk " + version);
        write(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
        program(home.resolve("bin/java"), JAVA);
        program(home.resolve("bin/javac"), JAVA);
        return home;
    }

    private static void program(Path file, String text) throws IOException {
        write(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.resolveSibling("."));
        Files.writeString(file, text);
    }

    private Result run(String... arguments) throws Exception {
        return runWith(Map.of(), arguments);
    }

    private Result runWith(Map<String, String> environment, String... arguments) throws Exception {
        return start(checkout.resolve("holdfast"), environment, arguments);
    }

    private Result start(Path launcher, Map<String, String> environment, String... arguments) throws Exception {
        Process process = process(launcher, environment, arguments);
        int exitCode = process.waitFor();
        return new Result(
                exitCode,
                new String(process.getInputStream().readAllBytes(), UTF_8),
                new String(process.getErrorStream().readAllBytes(), UTF_8));
    }

    private Process process(Path launcher, Map<String, String> environment, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().clear();
        builder.environment()
                .putAll(Map.of(
                        "PATH", tools.toString(),
                        "HOME", folder.resolve("home").toString(),
                        "HOLDFAST_JAVA_HOME", jdk.toString(),
                        "BUILDS", folder.resolve("builds").toString()));
        builder.environment().putAll(environment);
        return builder.start();
    }

    private record Result(int exitCode, String out, String err) {}
}
