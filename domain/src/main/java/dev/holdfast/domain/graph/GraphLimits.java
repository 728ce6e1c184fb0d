package dev.holdfast.domain.graph;

import dev.holdfast.domain.shared.InvalidInput;
import dev.holdfast.domain.shared.TextRules;
import dev.holdfast.domain.shared.Violation;
import java.util.List;
import java.util.Optional;

/** How long and how many. Names stand in indexes and are bounded in bytes too. */
public final class GraphLimits {
    public static final int MAX_NAME_CHARACTERS = 512;
    public static final int MAX_NAME_BYTES = 768;
    public static final int MAX_TYPE_CHARACTERS = 256;
    public static final int MAX_OBSERVATION_BYTES = 32 * 1024;
    /** Entities, relations or observations of one call. */
    public static final int MAX_AT_ONCE = 1_000;

    private GraphLimits() {}

    static Optional<Violation> name(String pointer, String name) {
        return TextRules.check(pointer, name, 1, MAX_NAME_CHARACTERS)
                .or(() -> TextRules.checkBytes(pointer, name, MAX_NAME_BYTES));
    }

    static Optional<Violation> type(String pointer, String type) {
        return TextRules.check(pointer, type, 1, MAX_TYPE_CHARACTERS);
    }

    static void requireObservations(String pointer, List<String> observations) {
        for (int i = 0; i < observations.size(); i++) {
            String content = observations.get(i);
            String at = pointer + "/" + i;
            TextRules.check(at, content, 1, MAX_OBSERVATION_BYTES)
                    .or(() -> TextRules.checkBytes(at, content, MAX_OBSERVATION_BYTES))
                    .ifPresent(violation -> {
                        throw new InvalidInput(violation);
                    });
        }
    }
}
