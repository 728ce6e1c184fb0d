package dev.holdfast.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.MetricRegistry;
import dev.holdfast.app.cli.Shell.Result;
import dev.holdfast.app.config.TestConfiguration;
import dev.holdfast.app.module.Wiring;
import dev.holdfast.app.secrets.MasterSecret;
import dev.holdfast.app.serve.Server;
import dev.holdfast.app.storage.MemoryStorage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Files on their way into a collection of a running server. */
final class IngestCommandTest {
    @TempDir
    private Path home;

    @TempDir
    private Path folder;

    private Server server;

    @BeforeEach
    void start() {
        Clock clock = Clock.systemUTC();
        SecureRandom random = new SecureRandom();
        server = Server.start(new Wiring(
                TestConfiguration.of("HOLDFAST_STORAGE", "memory", "HOLDFAST_PORT", "0")
                        .config(),
                MasterSecret.passing(random),
                new MemoryStorage(clock),
                clock,
                random,
                new MetricRegistry()));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void filesShouldBecomeDocumentsOnceAndAgainOnlyWhenTheyChanged() throws Exception {
        write("tea.md", "# Tea\n\n## Green\n\nNot boiling.\n");
        write("deep/note.txt", "# no heading here");
        write("page.html", "<title>Page</title><nav>menu</nav><h1>Top</h1><p>One <b>two</b>.</p><pre>a\n  b</pre>");
        write("many.ndjson", "{\"external_id\":\"x\",\"text\":\"one\"}\n\n{\"external_id\":\"y\",\"chunks\":[]}\n");
        write("picture.png", "no text");
        write(".hidden/secret.md", "hidden");

        assertThat(counts(ingest())).isEqualTo("5 created, 0 updated, 0 unchanged, 0 failed, 0 deleted");
        assertThat(ids()).containsExactly("deep/note.txt", "page.html", "tea.md", "x", "y");
        assertThat(chunk("tea.md").at("/headings").toString()).isEqualTo("[\"Tea\",\"Green\"]");
        assertThat(chunk("deep/note.txt").at("/text").asString()).isEqualTo("# no heading here");
        assertThat(chunk("page.html").at("/headings/0").asString()).isEqualTo("Top");
        assertThat(chunk("page.html").at("/text").asString()).isEqualTo("One two.\n\n```\na\n  b\n```");

        assertThat(counts(ingest())).isEqualTo("0 created, 0 updated, 5 unchanged, 0 failed, 0 deleted");
        write("tea.md", "# Tea\n\nOther.\n");
        assertThat(counts(ingest())).isEqualTo("0 created, 1 updated, 4 unchanged, 0 failed, 0 deleted");
    }

    @Test
    void onlyWhatCameFromFilesThatAreGoneShouldBeDeleted() throws Exception {
        write("a.md", "a");
        write("b.md", "b");
        write("many.ndjson", "{\"external_id\":\"x\",\"text\":\"one\"}");
        ingest();
        Files.delete(folder.resolve("b.md"));
        Files.delete(folder.resolve("many.ndjson"));

        assertThat(counts(ingest())).endsWith("0 deleted");
        assertThat(ids()).containsExactly("a.md", "b.md", "x");
        assertThat(counts(ingest("--delete-missing"))).endsWith("1 deleted");
        assertThat(ids()).containsExactly("a.md", "x");
    }

    @Test
    void globsShouldChooseFiles() throws Exception {
        write("a.java", "class A {}");
        write("deep/b.java", "class B {}");
        write("deep/c.md", "c");
        write("d.md", "d");
        write("target/e.java", "class E {}");
        write("deep/target/f.java", "class F {}");

        assertThat(counts(ingest("--include", "*.java", "--include", "deep/*.md", "--exclude", "target")))
                .startsWith("3 created");
        assertThat(ids()).containsExactly("a.java", "deep/b.java", "deep/c.md");
        assertThat(ingest("--include", "[").exitCode()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void aDryRunShouldSayWhatWouldBeDoneAndDoNothing() throws Exception {
        write("a.md", "a");
        write("b.md", "b");
        write("lines.ndjson", "{}\n{}");
        assertThat(counts(ingest("--dry-run")).lines())
                .containsExactly(
                        "new collection book",
                        "new a.md",
                        "new b.md",
                        "2 new, 0 changed, 0 unchanged, 2 lines, 0 failed, 0 missing");
        assertThat(get("").path("code").asString()).isEqualTo("not_found");

        Files.delete(folder.resolve("lines.ndjson"));
        write("c.md", "c");
        ingest();
        write("a.md", "other");
        Files.delete(folder.resolve("c.md"));
        assertThat(counts(ingest("--dry-run", "--delete-missing")).lines())
                .containsExactly(
                        "changed a.md", "missing c.md", "0 new, 1 changed, 1 unchanged, 0 lines, 0 failed, 1 missing");
        assertThat(ids()).containsExactly("a.md", "b.md", "c.md");
    }

    @Test
    void whatCannotBeTakenShouldBeNamedAndTheRestWritten() throws Exception {
        write("good.md", "good");
        Files.write(folder.resolve("bad.txt"), new byte[] {(byte) 0xFF, 'a', 'b'});
        Files.write(folder.resolve("bad.html"), new byte[] {(byte) 0xFF, 'a', 'b'});
        write("lines.ndjson", "{\"external_id\":\"x\",\"text\":\"one\"}\n\n{\"external_id\":\"y\"}");

        Result result = ingest("--json");

        assertThat(result.exitCode()).isEqualTo(ExitCode.CHECK_FAILED);
        JsonNode report = JsonMapper.shared().readTree(result.out());
        assertThat(report.path("created").asInt()).isEqualTo(2);
        assertThat(report.path("failed").asInt()).isEqualTo(3);
        assertThat(report.path("errors").valueStream().map(JsonNode::asString))
                .anyMatch(error -> error.startsWith("bad.txt "))
                .anyMatch(error -> error.startsWith("bad.html "))
                .anyMatch(error -> error.startsWith("lines.ndjson:3 /text "));
        assertThat(ids()).containsExactly("good.md", "x");
    }

    @Test
    void filesShouldBeReadAsTheyAreWritten() throws Exception {
        Files.write(folder.resolve("wide.txt"), "\uFEFFbreit".getBytes(StandardCharsets.UTF_16LE));
        Files.write(
                folder.resolve("latin.html"),
                "<meta charset=iso-8859-1><p>caf\u00E9".getBytes(StandardCharsets.ISO_8859_1));
        Files.write(folder.resolve("picture.txt"), new byte[] {'P', 0, 1});
        write("empty.txt", "");
        write("mark.txt", "\uFEFFmarked");
        write("config.json", "{\"mail\":{\"host\":\"localhost\",\"to\":[\"a\",\"b\"]},\"jobs\":[{\"n\":1},{\"n\":2}]}");
        write("no.json", "{ so");

        Result result = ingest();

        assertThat(counts(result)).startsWith("6 created");
        assertThat(result.err()).contains("no text: picture.txt");
        assertThat(chunk("wide.txt").at("/text").asString()).isEqualTo("breit");
        assertThat(chunk("latin.html").at("/text").asString()).isEqualTo("caf\u00E9");
        assertThat(chunk("mark.txt").at("/text").asString()).isEqualTo("marked");
        assertThat(chunk("empty.txt").isMissingNode()).isTrue();
        assertThat(chunk("no.json").at("/text").asString()).isEqualTo("{ so");
        assertThat(chunk("config.json").at("/text").asString())
                .isEqualTo("mail > host: localhost\nmail > to: a, b\n\njobs > n: 1\n\njobs > n: 2");
    }

    @Test
    void linksInAFolderShouldNotBeFollowed() throws Exception {
        write("a.md", "a");
        Files.createSymbolicLink(folder.resolve("circle"), folder);
        Files.writeString(home.resolve("secret.md"), "secret");
        Files.createSymbolicLink(folder.resolve("out.md"), home.resolve("secret.md"));

        Result result = ingest();

        assertThat(counts(result)).startsWith("1 created");
        assertThat(result.err()).contains("left out: 2 links");
    }

    @Test
    void whatBrokeOffShouldGoOnWhereItStopped() throws Exception {
        for (int i = 0; i < 1200; i++) {
            write("%04d.txt".formatted(i), "text " + i);
        }
        write("0600.txt", "w".repeat(40_000));
        HttpResponse<String> half = post(IntStream.range(0, 600)
                .mapToObj(i ->
                        "{\"external_id\":\"%04d.txt\",\"title\":\"%04d.txt\",\"text\":\"text %d\",\"metadata\":{\"%s\":\"%s\"}}"
                                .formatted(
                                        i,
                                        i,
                                        i,
                                        FileDocument.HASH,
                                        FileDocument.hash(("text " + i).getBytes(StandardCharsets.UTF_8))))
                .collect(Collectors.joining("\n")));
        assertThat(half.statusCode()).isEqualTo(200);

        assertThat(counts(ingest())).isEqualTo("600 created, 0 updated, 600 unchanged, 0 failed, 0 deleted");
    }

    @Test
    void wrongUseShouldSayWhatIsWrong() throws Exception {
        write("a.md", "a");
        Shell stranger = new Shell(home);

        assertThat(stranger.run("ingest", folder.toString(), "--collection", "c", "--url", server.url())
                        .exitCode())
                .isEqualTo(ExitCode.USAGE);
        assertThat(shell().run("ingest", folder.toString(), "--collection", "c", "--url", "http://127.0.0.1:1")
                        .exitCode())
                .isEqualTo(ExitCode.UNAVAILABLE);
        assertThat(ingest("--include", "*.none").exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(shell().run("ingest", folder + "/absent", "--collection", "c", "--url", server.url())
                        .exitCode())
                .isEqualTo(ExitCode.USAGE);
        assertThat(shell().with("HOLDFAST_API_KEY", "hf_wrong")
                        .run("ingest", folder.toString(), "--collection", "c", "--url", server.url())
                        .exitCode())
                .isEqualTo(ExitCode.CHECK_FAILED);
    }

    private Shell shell() {
        return new Shell(home)
                .with("HOLDFAST_API_KEY", server.firstKey().orElseThrow().reveal());
    }

    private Result ingest(String... more) {
        List<String> arguments =
                new ArrayList<>(List.of("ingest", folder.toString(), "--collection", "book", "--url", server.url()));
        arguments.addAll(List.of(more));
        return shell().run(arguments.toArray(String[]::new));
    }

    private static String counts(Result result) {
        assertThat(result.exitCode()).as(result.err()).isZero();
        return result.out().strip();
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private List<String> ids() throws Exception {
        return get("documents")
                .path("items")
                .valueStream()
                .map(document -> document.path("external_id").asString())
                .toList();
    }

    private JsonNode chunk(String document) throws Exception {
        return get("documents/" + document.replace("/", "%2F") + "/chunks").at("/items/0");
    }

    private JsonNode get(String place) throws Exception {
        return JsonMapper.shared()
                .readTree(send(request(place.isEmpty() ? "" : "/" + place)).body());
    }

    /** Into the collection, which is made before. */
    private HttpResponse<String> post(String lines) throws Exception {
        send(request("").PUT(BodyPublishers.ofString("{}")).header("Content-Type", "application/json"));
        return send(
                request("/ingest").POST(BodyPublishers.ofString(lines)).header("Content-Type", "application/x-ndjson"));
    }

    private HttpRequest.Builder request(String place) {
        return HttpRequest.newBuilder(URI.create(server.url() + "/v1/collections/book" + place))
                .header(
                        "Authorization",
                        "Bearer " + server.firstKey().orElseThrow().reveal());
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request.build(), BodyHandlers.ofString());
        }
    }
}
