package dev.holdfast.domain.embedding;

import dev.holdfast.domain.shared.InvalidInput;
import dev.holdfast.domain.shared.Violation;
import dev.holdfast.domain.shared.Violations;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What makes vectors of texts. Vectors of two models have nothing to do with one another and are never compared.
 *
 * <p>A model whose name begins with {@value #LEXICAL} is lexical: its vectors are made of the very words of a text, and know nothing of
 * what they mean. Whoever makes such vectors calls the model so, because ranking trusts them less.
 *
 * @param name 1 to {@value #MAX_NAME} of {@code A-Z a-z 0-9 . _ : / -}, beginning with a letter or a digit; what the embedder calls it
 * @param dimension of its vectors, 1 to {@value Vector#MAX_DIMENSION}
 */
public record EmbeddingModel(String name, int dimension) {
    public static final int MAX_NAME = 128;
    public static final String LEXICAL = "hashing-";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:/-]{0," + (MAX_NAME - 1) + "}");

    /** @throws InvalidInput when the name or the dimension is none */
    public EmbeddingModel {
        new Violations()
                .add(checkName("/model", name))
                .add(checkDimension("/dimension", dimension))
                .throwIfAny();
    }

    /** Whether a model of that name is lexical. */
    public static boolean isLexical(String name) {
        return name.startsWith(LEXICAL);
    }

    public static Optional<Violation> checkName(String pointer, String name) {
        return NAME.matcher(name).matches()
                ? Optional.empty()
                : Optional.of(new Violation(
                        pointer,
                        "malformed",
                        "a model's name is 1 to " + MAX_NAME
                                + " of letters, digits and . _ : / -, beginning with a letter or a digit"));
    }

    public static Optional<Violation> checkDimension(String pointer, int dimension) {
        return dimension >= 1 && dimension <= Vector.MAX_DIMENSION
                ? Optional.empty()
                : Optional.of(new Violation(
                        pointer, "out_of_range", "a vector has 1 to " + Vector.MAX_DIMENSION + " numbers"));
    }
}
