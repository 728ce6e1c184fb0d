package dev.holdfast.app.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code holdfast migrate create}. */
@Command(
        name = "create",
        description = {
            "Write the pair of files of a new version into the source tree: one script up, one down, with the next number.",
            "For whoever changes Holdfast; needs no database."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  holdfast migrate create add_labels",
            "  holdfast migrate create \"add labels\" --directory src/main/resources/db"
        })
final class MigrateCreateCommand implements Callable<Integer> {
    private static final Path OF_THE_PROJECT = Path.of("adapters-postgres", "src", "main", "resources", "db");
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,59}");
    private static final Pattern SCRIPT = Pattern.compile("[VU](\\d{1,9})__\\w+\\.sql");

    @Parameters(paramLabel = "NAME", description = "What it does: 1 to 60 letters, digits and '_', such as add_labels.")
    private @Nullable String name;

    @Option(
            names = "--directory",
            paramLabel = "FOLDER",
            description =
                    "The folder that holds `migration` and `undo`; default: the one of the checkout this is started in.")
    private @Nullable Path directory;

    @Mixin
    private final JsonOption json = new JsonOption();

    private final HoldfastCommand root;

    MigrateCreateCommand(HoldfastCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        String words = String.valueOf(name).strip().toLowerCase(Locale.ROOT).replaceAll("[\\s-]+", "_");
        if (!NAME.matcher(words).matches()) {
            throw new Failure(
                    ExitCode.USAGE,
                    "a version cannot be called '" + name + "'",
                    "1 to 60 letters, digits and '_', beginning with a letter: add_labels.");
        }
        Path folder = folder();
        int version = next(folder);
        Path up = folder.resolve("migration").resolve("V" + version + "__" + words + ".sql");
        Path down = folder.resolve("undo").resolve("U" + version + "__" + words + ".sql");
        write(up, "-- " + words.replace('_', ' ') + "\n");
        write(down, "-- Takes back what " + up.getFileName() + " made, in the opposite order.\n");
        print(version, up, down);
        return ExitCode.OK;
    }

    private void print(int version, Path up, Path down) {
        if (json.wanted()) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("version", version);
            fields.put("up", up.toString());
            fields.put("down", down.toString());
            Output.json(root.surroundings().out(), fields);
        } else {
            root.surroundings().out().println(up);
            root.surroundings().out().println(down);
        }
    }

    private Path folder() {
        if (directory != null) {
            if (!holdsScripts(directory)) {
                throw new Failure(
                        ExitCode.USAGE,
                        directory + " does not hold the folders `migration` and `undo`",
                        "Name the folder above them, such as " + OF_THE_PROJECT + ".");
            }
            return directory;
        }
        Path here = Path.of("").toAbsolutePath();
        for (Path above = here; above != null; above = above.getParent()) {
            Path candidate = above.resolve(OF_THE_PROJECT);
            if (holdsScripts(candidate)) {
                return candidate;
            }
        }
        throw new Failure(
                ExitCode.USAGE,
                here + " is in no checkout of Holdfast",
                "Start it in one, or say where with --directory.");
    }

    private static boolean holdsScripts(Path folder) {
        return Files.isDirectory(folder.resolve("migration")) && Files.isDirectory(folder.resolve("undo"));
    }

    /** After the highest of either kind: a lonely script keeps its number. */
    private static int next(Path folder) {
        return Math.max(highest(folder.resolve("migration")), highest(folder.resolve("undo"))) + 1;
    }

    private static int highest(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> SCRIPT.matcher(String.valueOf(file.getFileName())))
                    .filter(Matcher::matches)
                    .mapToInt(script -> Integer.parseInt(script.group(1)))
                    .max()
                    .orElse(0);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW);
        } catch (IOException refused) {
            throw new Failure(ExitCode.UNAVAILABLE, file + " cannot be written", "The folder has to be writable.");
        }
    }
}
