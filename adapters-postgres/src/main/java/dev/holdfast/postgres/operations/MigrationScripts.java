package dev.holdfast.postgres.operations;

import dev.holdfast.domain.operations.KnownMigration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.migration.JavaMigration;
import org.flywaydb.core.api.resource.LoadableResource;
import org.flywaydb.core.internal.resolver.ChecksumCalculator;
import org.flywaydb.core.internal.scanner.Scanner;

/** The pairs of scripts that this program brings, read without a database: one to add a version, one to take it back. */
final class MigrationScripts {
    static final String LOCATION = "classpath:db/migration";
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
        FluentConfiguration flyway =
                Flyway.configure(MigrationScripts.class.getClassLoader()).locations(LOCATION);
        // Flyway's own eyes and its own arithmetic: what it would apply, with the checksums it would write.
        return new Scanner<>(JavaMigration.class, flyway, flyway.getLocations())
                .getResources("V", ".sql").stream()
                        .flatMap(script -> pair(script).stream())
                        .sorted(Comparator.comparingInt(pair -> pair.migration().version()))
                        .toList();
    }

    private static Optional<Pair> pair(LoadableResource script) {
        Matcher parts = NAME.matcher(script.getFilename());
        return parts.matches()
                ? Optional.of(new Pair(
                        new KnownMigration(
                                Integer.parseInt(parts.group(1)),
                                parts.group(2).replace('_', ' '),
                                ChecksumCalculator.calculate(script)),
                        script.getFilename().substring(1)))
                : Optional.empty();
    }
}
