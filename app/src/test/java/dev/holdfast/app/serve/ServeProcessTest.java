package dev.holdfast.app.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.app.Main;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program as a process: what it prints, how it ends. */
class ServeProcessTest {
    private static final Pattern URL = Pattern.compile("listening on (http://\\S+)");
    private static final Pattern KEY = Pattern.compile("KEY=(hf_dev_\\S+)");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void endWhatRuns() {
        started.forEach(Process::destroyForcibly);
    }

    @Test
    void theBannerShouldBeOnStandardOutputAndTheLogOnStandardError() throws Exception {
        Process process = serve("--port", "0");
        String url = printed(process, URL);
        String key = printed(process, KEY);

        assertThat(status(url + "/v1/whoami", key)).isEqualTo(200);
        assertThat(err()).contains("INFO", "listening on").doesNotContain(key);
        assertThat(out()).doesNotContain("INFO");
        process.destroy();
        assertThat(exitCode(process)).isZero();
        assertThat(err()).contains("stopped").doesNotContain(key);
    }

    @Test
    void logsForMachinesShouldBeJson() throws Exception {
        Process process = serve("--port", "0", "--profile", "production");
        printed(process, Pattern.compile("listening on (\\S+)"));
        process.destroy();

        assertThat(exitCode(process)).isZero();
        assertThat(err().lines()).isNotEmpty().allMatch(line -> line.startsWith("{\"@timestamp\""));
    }

    @Test
    void aSecondSignalShouldEndTheServerAtOnce() throws Exception {
        Process process = serve("--port", "0", "--config", slowToStop());
        printed(process, URL);
        process.destroy();
        await().atMost(PATIENCE).until(() -> err().contains("no longer ready"));
        process.destroy();

        assertThat(exitCode(process)).isEqualTo(130);
        assertThat(err()).doesNotContain("stopped");
    }

    @Test
    void aTakenPortShouldEndWithThreeAndOneClearMessage() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Process process = serve("--port", Integer.toString(other.getLocalPort()));

            assertThat(exitCode(process)).isEqualTo(3);
            assertThat(err())
                    .contains("cannot listen on 127.0.0.1:" + other.getLocalPort())
                    .doesNotContain("\tat ");
            assertThat(out()).isEmpty();
            assertThat(served()).doesNotExist();
        }
    }

    @Test
    void aServerThatIsUpShouldTellTheLauncher() throws Exception {
        printed(serve("--port", "0"), URL);

        assertThat(served()).exists();
    }

    private Path served() {
        return folder.resolve("served");
    }

    private String slowToStop() throws IOException {
        return Files.writeString(folder.resolve("slow.conf"), "server.shutdown_delay = 10s")
                .toString();
    }

    private Process serve(String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dholdfast.served=" + served(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "serve",
                "--storage",
                "memory"));
        command.addAll(List.of(options));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(folder.resolve("out").toFile())
                .redirectError(folder.resolve("err").toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("HOLDFAST_") || name.startsWith("PG"));
        builder.environment().remove("DATABASE_URL");
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        builder.environment().put("HOLDFAST_HOME", folder.resolve("home").toString());
        Process process = builder.start();
        started.add(process);
        return process;
    }

    private String printed(Process process, Pattern pattern) {
        await().atMost(PATIENCE)
                .until(() -> !process.isAlive() || pattern.matcher(out()).find());
        Matcher matcher = pattern.matcher(out());
        assertThat(matcher.find()).as("out: %s%nerr: %s", out(), err()).isTrue();
        return matcher.group(1);
    }

    private static int exitCode(Process process) throws InterruptedException {
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    private static int status(String url, String key) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(url))
                                .header("Authorization", "Bearer " + key)
                                .build(),
                        BodyHandlers.discarding())
                .statusCode();
    }

    private String out() {
        return read("out");
    }

    private String err() {
        return read("err");
    }

    private String read(String name) {
        try (BufferedReader reader = Files.newBufferedReader(folder.resolve(name), StandardCharsets.UTF_8)) {
            return String.join("\n", reader.lines().toList());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
