package dev.holdfast.postgres.operations;

import dev.holdfast.ports.operations.Finding;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.stream.Collectors;

/** What finds vectors: exact comparison, or an index of pgvector. */
final class VectorLook {
    private static final String NAME = "vectors";
    private static final String INDEX = "holdfast embeddings index";

    /** From so many on exact search takes longer than the rest of a question. */
    private static final long MANY = 20_000;

    private VectorLook() {}

    static Finding vectors(Connection connection) throws SQLException {
        return of(VectorIndexes.look(connection));
    }

    static Finding of(PgVector found) {
        Optional<String> broken = found.indexes().stream()
                .filter(index -> !index.usable())
                .map(VectorIndex::name)
                .findFirst();
        if (broken.isPresent()) {
            return Finding.warning(
                    NAME,
                    "the index " + broken.get() + " was not built to its end" + version(found),
                    "Build it again: " + INDEX);
        }
        if (!found.usable().isEmpty()) {
            return Finding.ok(
                    NAME,
                    "by index, for "
                            + found.usable().stream()
                                    .map(index -> index.model().name() + "="
                                            + index.model().dimension())
                                    .distinct()
                                    .collect(Collectors.joining(", "))
                            + version(found));
        }
        String exact = "exact search, about " + found.vectors() + " vectors" + version(found);
        if (found.vectors() < MANY) {
            return Finding.ok(NAME, exact);
        }
        return found.installed().isPresent() || found.available().isPresent()
                ? Finding.warning(NAME, exact, "An index makes it faster: " + INDEX)
                : Finding.warning(
                        NAME,
                        exact,
                        "An index makes it faster: install pgvector on the database's machine, then " + INDEX);
    }

    private static String version(PgVector found) {
        return found.installed()
                .map(version -> " (pgvector " + version + ")")
                .or(() -> found.available().map(version -> " (pgvector " + version + " is there, not installed)"))
                .orElse(" (no pgvector)");
    }
}
