package dev.holdfast.app.cli;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
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
            "  holdfast ingest . --collection code --include '*.java' --include 'docs/**' --exclude target",
            "  holdfast ingest docs --collection handbook --delete-missing --dry-run    what would be done"
        })
final class IngestCommand implements Callable<Integer> {
    private static final URI HERE = URI.create("http://127.0.0.1:7070");

    @Parameters(paramLabel = "PATH", arity = "1..*", description = "Files and folders.")
    private List<Path> paths = new ArrayList<>();

    @Option(names = "--collection", paramLabel = "NAME", required = true, description = "It is made if there is none.")
    private String collection = "";

    @Option(
            names = "--include",
            paramLabel = "GLOB",
            description =
                    "Of a folder only these files, whatever they are called; by their names, or paths when it has a /."
                            + " Several are allowed.")
    private List<String> include = new ArrayList<>();

    @Option(
            names = "--exclude",
            paramLabel = "GLOB",
            description = "Of a folder not these files and folders. Several are allowed.")
    private List<String> exclude = new ArrayList<>();

    @Option(
            names = "--delete-missing",
            description = "Delete documents that were ingested from files which are not among these.")
    private boolean deleteMissing;

    @Option(names = "--dry-run", description = "Change nothing, only say what would be done.")
    private boolean dryRun;

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
        FileList found = new FileTree(include, exclude).find(paths);
        if (found.files().isEmpty() && found.unreadable().isEmpty()) {
            throw new Failure(ExitCode.USAGE, "no file is of these", "Say which by --include.");
        }
        IngestClient client =
                new IngestClient(server.url(surroundings).orElse(HERE), server.key(surroundings), collection);
        boolean there = client.exists();
        Map<String, String> known = there ? client.hashes() : Map.of();
        IngestCourse course =
                dryRun ? new IngestPlan(surroundings.out(), json.wanted()) : new IngestSending(client, surroundings);
        if (!there) {
            course.create(collection);
        }
        found.unreadable().forEach(course::failed);
        FileReading reading = new FileReading(known);
        found.files().forEach((name, file) -> reading.read(name, file, course));
        course.end();
        if (deleteMissing) {
            deleteMissing(found, known, course, surroundings);
        }
        print(surroundings, found, course);
        return course.errors().isEmpty() ? ExitCode.OK : ExitCode.CHECK_FAILED;
    }

    /** Not when a folder could not be read: what is in it is not missing. */
    private static void deleteMissing(
            FileList found, Map<String, String> known, IngestCourse course, Surroundings surroundings) {
        if (found.unreadable().isEmpty()) {
            known.keySet().stream()
                    .filter(name -> !found.files().containsKey(name))
                    .sorted()
                    .forEach(course::missing);
        } else {
            surroundings.progress("nothing is deleted, because not everything could be read");
        }
    }

    private void print(Surroundings surroundings, FileList found, IngestCourse course) {
        if (!found.leftOut().isEmpty()) {
            surroundings.progress("left out: " + found.leftOut());
        }
        if (json.wanted()) {
            Map<String, Object> report = new LinkedHashMap<>(course.counts());
            report.put("errors", course.errors());
            Output.json(surroundings.out(), report);
        } else {
            course.errors().forEach(surroundings::progress);
            surroundings
                    .out()
                    .println(course.counts().entrySet().stream()
                            .map(count -> count.getValue() + " " + count.getKey())
                            .collect(Collectors.joining(", ")));
        }
    }
}
