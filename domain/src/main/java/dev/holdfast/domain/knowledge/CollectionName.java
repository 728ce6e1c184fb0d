package dev.holdfast.domain.knowledge;

import dev.holdfast.domain.shared.InvalidInput;
import dev.holdfast.domain.shared.Namespace;
import dev.holdfast.domain.shared.Violation;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a collection is called inside its tenant, for good: 1 to {@value #MAX_CHARACTERS} of {@code a-z 0-9 -}, beginning with a letter
 * or a digit.
 */
public record CollectionName(String value) implements Comparable<CollectionName> {
    public static final int MAX_CHARACTERS = 63;

    /** The namespace in which all collections lie. */
    public static final Namespace ROOT = new Namespace("collections");

    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9-]{0," + (MAX_CHARACTERS - 1) + "}");

    public CollectionName {
        check("/name", value).ifPresent(violation -> {
            throw new InvalidInput(violation);
        });
    }

    public static Optional<Violation> check(String pointer, String value) {
        return FORM.matcher(value).matches()
                ? Optional.empty()
                : Optional.of(new Violation(
                        pointer,
                        "malformed",
                        "a collection's name is 1 to " + MAX_CHARACTERS
                                + " of a-z, 0-9 and '-', beginning with a letter or a digit"));
    }

    /** The collection that lies in exactly that namespace. */
    public static Optional<CollectionName> in(Namespace namespace) {
        String prefix = ROOT.value() + "/";
        return Optional.of(namespace.value())
                .filter(value -> value.startsWith(prefix))
                .map(value -> value.substring(prefix.length()))
                .filter(value -> FORM.matcher(value).matches())
                .map(CollectionName::new);
    }

    /** Where the collection lies for keys that are limited to namespaces: {@code collections/<name>}. */
    public Namespace namespace() {
        return new Namespace(ROOT + "/" + value);
    }

    @Override
    public int compareTo(CollectionName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
