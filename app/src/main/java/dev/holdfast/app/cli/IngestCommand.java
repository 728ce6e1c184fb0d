package dev.holdfast.app.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code holdfast ingest}. */
@Command(
        name = "ingest",
        description = {
            "Put files into a collection of a running server: text, Markdown, HTML, JSON, and NDJSON whose lines are"
                    + " documents.",
            "Files that did not change since are not sent again, so whatever broke off is simply run again.",
            "The server is --url, HOLDFAST_URL or http://127.0.0.1:7070; the key HOLDFAST_API_KEY or --key-file."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  holdfast ingest docs --collection handbook",
            "  holdfast ingest src docs --collection code --glob '*.java' --glob 'docs/**.md'",
            "  holdfast ingest docs --collection handbook --prune    and delete what was ingested from files that are"
                    + " gone"
        })
final class IngestCommand implements Callable<Integer> {
    private static final URI HERE = URI.create("http://127.0.0.1:7070");
    private static final long MAX_FILE_BYTES = 8 * 1024 * 1024;

    @Parameters(paramLabel = "PATH", arity = "1..*", description = "Files and folders.")
    private List<Path> paths = new ArrayList<>();

    @Option(names = "--collection", paramLabel = "NAME", required = true, description = "It is made if there is none.")
    private String collection = "";

    @Option(
            names = "--glob",
            paramLabel = "GLOB",
            description =
                    "Of a folder only these files; by their names, or paths when it has a /. Several are allowed.")
    private @Nullable List<String> globs;

    @Option(
            names = "--prune",
            description = "Delete documents that were ingested from files which are not among these.")
    private boolean prune;

    @Mixin
    private final ServerOption server = new ServerOption();

    @Mixin
    private final JsonOption json = new JsonOption();

    private final HoldfastCommand root;

    IngestCommand(HoldfastCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        Surroundings surroundings = root.surroundings();
        Map<String, Path> files = new FileTree(globs == null ? List.of() : globs).find(paths);
        if (files.isEmpty()) {
            throw new Failure(ExitCode.USAGE, "no file is of these", "Say which by --glob.");
        }
        IngestClient client =
                new IngestClient(server.url(surroundings).orElse(HERE), server.key(surroundings), collection);
        if (client.ensure()) {
            surroundings.progress("made the collection " + collection);
        }
        Map<String, String> known = client.hashes();
        IngestRun run = new IngestRun(client, surroundings::progress, files.size());
        files.forEach((name, file) -> take(name, file, known, run));
        run.send();
        if (prune) {
            known.keySet().stream().filter(name -> !files.containsKey(name)).forEach(run::delete);
        }
        print(surroundings, run);
        return run.failed() == 0 ? ExitCode.OK : ExitCode.CHECK_FAILED;
    }

    private static void take(String name, Path file, Map<String, String> known, IngestRun run) {
        try {
            if (Files.size(file) > MAX_FILE_BYTES) {
                run.fail(name, "has more than " + MAX_FILE_BYTES + " bytes");
                return;
            }
            byte[] bytes = Files.readAllBytes(file);
            if (FileDocument.hash(bytes).equals(known.get(name))) {
                run.unchanged();
            } else {
                FileDocument.lines(name, file, bytes).forEach(line -> run.add(name, line));
            }
        } catch (IOException unreadable) {
            run.fail(name, "is not text in UTF-8, or cannot be read");
        }
    }

    private void print(Surroundings surroundings, IngestRun run) {
        if (json.wanted()) {
            Map<String, Object> counts = new LinkedHashMap<>(run.counts());
            counts.put("errors", run.errors());
            Output.json(surroundings.out(), counts);
        } else {
            run.errors().forEach(surroundings::progress);
            surroundings
                    .out()
                    .println(String.join(
                            ", ",
                            run.counts().entrySet().stream()
                                    .map(count -> count.getValue() + " " + count.getKey())
                                    .toList()));
        }
    }
}
