package dev.holdfast.app;

import static java.nio.charset.StandardCharsets.UTF_8;

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
import org.junit.jupiter.api.io.TempDir;

/** A checkout of its own, for the script that starts everything, with a Java and a Maven that only say what they are asked. */
abstract class LauncherStage {
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
            "mktemp",
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
                for argument; do printf '<%s>' "$argument"; done > "$cache"
                exit 0
            fi
            for argument; do printf '<%s>' "$argument"; done
            echo
            exit 42
            """;

    @TempDir
    Path folder;

    Path jdk;
    Path checkout;
    Path tools;

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

    Path jar() {
        return checkout.resolve("app/target/holdfast/holdfast.jar");
    }

    /** Later than the last build. */
    void change(String file) throws IOException {
        Files.setLastModifiedTime(
                checkout.resolve(file),
                FileTime.from(Files.getLastModifiedTime(jar()).toInstant().plus(Duration.ofSeconds(2))));
    }

    long builds() throws IOException {
        Path log = folder.resolve("builds");
        return Files.exists(log) ? Files.readAllLines(log).size() : 0;
    }

    Path jdk(String version) throws IOException {
        Path home = folder.resolve("jdk " + version);
        write(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
        program(home.resolve("bin/java"), JAVA);
        program(home.resolve("bin/javac"), JAVA);
        return home;
    }

    static void program(Path file, String text) throws IOException {
        write(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.resolveSibling("."));
        Files.writeString(file, text);
    }

    Result run(String... arguments) throws Exception {
        return runWith(Map.of(), arguments);
    }

    Result runWith(Map<String, String> environment, String... arguments) throws Exception {
        return start(checkout.resolve("holdfast"), environment, arguments);
    }

    Result start(Path launcher, Map<String, String> environment, String... arguments) throws Exception {
        Process process = process(launcher, environment, arguments);
        int exitCode = process.waitFor();
        return new Result(
                exitCode,
                new String(process.getInputStream().readAllBytes(), UTF_8),
                new String(process.getErrorStream().readAllBytes(), UTF_8));
    }

    Process process(Path launcher, Map<String, String> environment, String... arguments) throws IOException {
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

    record Result(int exitCode, String out, String err) {}
}
