package dev.holdfast.domain.knowledge;

import dev.holdfast.domain.shared.InvalidInput;
import dev.holdfast.domain.shared.Violation;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** By whose rules words are stemmed and stop words left out; {@code simple} does neither. One that PostgreSQL knows. */
public record Language(String value) {
    public static final Language ENGLISH = new Language("english");
    public static final Language SIMPLE = new Language("simple");

    public Language {
        check("/language", value).ifPresent(violation -> {
            throw new InvalidInput(violation);
        });
    }

    public static Optional<Violation> check(String pointer, String value) {
        return Known.NAMES.contains(value)
                ? Optional.empty()
                : Optional.of(new Violation(
                        pointer, "unknown", "a language is one of " + String.join(", ", new TreeSet<>(Known.NAMES))));
    }

    @Override
    public String toString() {
        return value;
    }

    /** Apart, because the constants of a language are made before those that stand below them. */
    private static final class Known {
        static final Set<String> NAMES = Set.of(
                "simple",
                "arabic",
                "armenian",
                "basque",
                "catalan",
                "danish",
                "dutch",
                "english",
                "finnish",
                "french",
                "german",
                "greek",
                "hindi",
                "hungarian",
                "indonesian",
                "irish",
                "italian",
                "lithuanian",
                "nepali",
                "norwegian",
                "portuguese",
                "romanian",
                "russian",
                "serbian",
                "spanish",
                "swedish",
                "tamil",
                "turkish",
                "yiddish");
    }
}
