package dev.holdfast.postgres.operations;

import dev.holdfast.domain.embedding.EmbeddingModel;
import dev.holdfast.domain.recall.Metric;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An index of pgvector over the vectors of one model, of all tenants.
 *
 * @param usable whether it was built to its end
 * @param bytes on disk
 */
public record VectorIndex(String name, EmbeddingModel model, Metric metric, boolean usable, long bytes) {
    /** As PostgreSQL writes the condition of the index; names of models have no quotes. */
    private static final Pattern CONDITION = Pattern.compile(".*model = '([^']+)'.*dimension = ([0-9]+).*");

    private static final Pattern NAME = Pattern.compile("embedding_(cosine|inner_product|l2)_.*");

    /** Empty: somebody else's index. */
    static Optional<VectorIndex> read(String name, String condition, boolean usable, long bytes) {
        Matcher of = CONDITION.matcher(condition);
        Matcher by = NAME.matcher(name);
        return of.matches() && by.matches()
                ? Optional.of(new VectorIndex(
                        name,
                        new EmbeddingModel(of.group(1), Integer.parseInt(of.group(2))),
                        Metric.valueOf(by.group(1).toUpperCase(Locale.ROOT)),
                        usable,
                        bytes))
                : Optional.empty();
    }
}
