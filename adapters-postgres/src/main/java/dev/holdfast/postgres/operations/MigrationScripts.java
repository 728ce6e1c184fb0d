package dev.holdfast.postgres.operations;

import dev.holdfast.domain.operations.KnownMigration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/** The pairs of scripts that this program brings, read without a database: one to add a version, one to take it back. */
final class MigrationScripts {
    private static final String FOLDER = "db/migration";
    private static final Pattern NAME = Pattern.compile("V(\\d{1,9})__(\\w+)\\.sql");

    /** @param name such as {@code 5__search_words.sql}, without the letter that says which of the pair */
    record Pair(KnownMigration migration, String name) {
        String undo() {
            return Resources.text("db/undo/U" + name);
        }
    }

    /** They cannot change while the program runs. */
    private static final class Found {
        static final List<Pair> ALL = find();
    }

    private MigrationScripts() {}

    /** The oldest first. */
    static List<Pair> all() {
        return Found.ALL;
    }

    static List<KnownMigration> known() {
        return all().stream().map(Pair::migration).toList();
    }

    private static List<Pair> find() {
        try {
            return names().flatMap(name -> pair(name).stream())
                    .sorted(Comparator.comparingInt(pair -> pair.migration().version()))
                    .toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static Stream<String> names() throws IOException {
        URL folder = Objects.requireNonNull(
                MigrationScripts.class.getClassLoader().getResource(FOLDER), "the module lacks " + FOLDER);
        if (folder.openConnection() instanceof JarURLConnection jar) {
            return jar.getJarFile().stream()
                    .map(JarEntry::getName)
                    .filter(name -> name.startsWith(FOLDER + "/"))
                    .map(name -> name.substring(FOLDER.length() + 1))
                    .toList()
                    .stream();
        }
        try (Stream<Path> files = Files.list(Path.of(URI.create(folder.toString())))) {
            return files.map(file -> String.valueOf(file.getFileName())).toList().stream();
        }
    }

    private static List<Pair> pair(String file) {
        Matcher parts = NAME.matcher(file);
        if (!parts.matches()) {
            return List.of();
        }
        return List.of(new Pair(
                new KnownMigration(
                        Integer.parseInt(parts.group(1)),
                        parts.group(2).replace('_', ' '),
                        checksum(Resources.text(FOLDER + "/" + file))),
                file.substring(1)));
    }

    /** As Flyway computes what it writes into the history: of the lines, however they end. */
    private static int checksum(String script) {
        CRC32 crc = new CRC32();
        script.lines().forEach(line -> crc.update(line.getBytes(StandardCharsets.UTF_8)));
        return (int) crc.getValue();
    }
}
