package dev.holdfast.app.doctor;

import dev.holdfast.postgres.operations.AdminConnection;
import dev.holdfast.postgres.operations.DatabaseException;
import dev.holdfast.postgres.operations.PgVector;
import dev.holdfast.postgres.operations.VectorIndex;
import dev.holdfast.postgres.operations.VectorIndexes;
import java.util.Optional;
import java.util.stream.Collectors;

/** What finds vectors: exact comparison, or an index of pgvector. */
final class VectorSearch {
    private static final String NAME = "vectors";
    private static final String INDEX = "holdfast embeddings index";

    /** From so many on exact search takes longer than the rest of a question. */
    private static final long MANY = 20_000;

    private VectorSearch() {}

    static Check check(AdminConnection administrator) {
        try {
            return of(new VectorIndexes(administrator).look());
        } catch (DatabaseException unknown) {
            return Check.warning(NAME, unknown.getMessage(), "Search works; what makes it faster is not known.");
        }
    }

    static Check of(PgVector found) {
        Optional<String> broken = found.indexes().stream()
                .filter(index -> !index.usable())
                .map(VectorIndex::name)
                .findFirst();
        if (broken.isPresent()) {
            return Check.warning(
                    NAME,
                    "the index " + broken.get() + " was not built to its end" + version(found),
                    "Build it again: " + INDEX);
        }
        if (!found.usable().isEmpty()) {
            return Check.ok(
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
            return Check.ok(NAME, exact);
        }
        return found.installed().isPresent() || found.available().isPresent()
                ? Check.warning(NAME, exact, "An index makes it faster: " + INDEX)
                : Check.warning(
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
