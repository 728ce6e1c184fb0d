package dev.holdfast.ports.operations;

import dev.holdfast.domain.shared.TextRules;
import dev.holdfast.domain.shared.Violations;
import java.util.List;

/**
 * A question in the store's own language.
 *
 * @param text one statement, 1 to {@value #MAX_TEXT} characters, with {@code $1} and so on for the parameters
 * @param parameters at most {@value #MAX_PARAMETERS} texts, in their order
 * @param limit the most rows of the answer, 1 to {@value #MAX_ROWS}
 */
public record StoreQuery(String text, List<String> parameters, int limit) {
    public static final int MAX_TEXT = 10_000;
    public static final int MAX_PARAMETERS = 10;
    public static final int MAX_ROWS = 1_000;
    public static final int DEFAULT_ROWS = 100;

    /** @throws dev.holdfast.domain.shared.InvalidInput when something of it is out of bounds */
    public StoreQuery {
        parameters = List.copyOf(parameters);
        Violations violations = new Violations()
                .add(TextRules.checkEncodable("/sql", text))
                .addIf(
                        text.isBlank() || text.length() > MAX_TEXT,
                        "/sql",
                        "length",
                        "a query has 1 to " + MAX_TEXT + " characters")
                .addIf(
                        parameters.size() > MAX_PARAMETERS,
                        "/parameters",
                        "too_many",
                        "a query takes at most " + MAX_PARAMETERS + " parameters")
                .addIf(limit < 1 || limit > MAX_ROWS, "/limit", "out_of_range", "the limit is from 1 to " + MAX_ROWS);
        for (int i = 0; i < parameters.size(); i++) {
            String pointer = "/parameters/" + i;
            violations.add(TextRules.checkEncodable(pointer, parameters.get(i)));
        }
        violations.throwIfAny();
    }
}
