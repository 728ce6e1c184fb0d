package dev.holdfast.ports.recall;

import dev.holdfast.domain.identity.Principal;
import dev.holdfast.domain.shared.Namespace;
import dev.holdfast.domain.shared.Violation;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The subtrees a question may look in.
 *
 * @param allowed whether there is anything at all that the caller may see
 * @param within as in a {@link dev.holdfast.domain.recall.PassageFilter}: none means everything
 */
record Reach(boolean allowed, List<Namespace> within) {
    private static final Namespace COLLECTIONS = new Namespace("collections");
    private static final Pattern COLLECTION = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
    private static final Reach EVERYTHING = new Reach(true, List.of());

    static Optional<Violation> checkCollection(String pointer, String name) {
        return COLLECTION.matcher(name).matches()
                ? Optional.empty()
                : Optional.of(new Violation(
                        pointer,
                        "malformed",
                        "the name of a collection is 1 to 63 of a-z, 0-9 and -, and begins with no -"));
    }

    /** Where the documents of a collection lie, for permissions and for searching. */
    static Namespace ofCollection(String name) {
        return new Namespace(COLLECTIONS + "/" + name);
    }

    /** Among the memories of a subtree, or all of them. */
    static Reach ofMemories(Principal caller, Optional<Namespace> namespace) {
        return namespace
                .map(subtree -> limited(caller.reachableWithin(subtree)))
                .orElseGet(() -> limited(caller, caller.namespaces()));
    }

    /** Among the documents of those collections, or of all of them. */
    static Reach ofDocuments(Principal caller, List<String> collections) {
        if (!collections.isEmpty()) {
            return limited(collections.stream()
                    .map(Reach::ofCollection)
                    .flatMap(collection -> caller.reachableWithin(collection).stream())
                    .toList());
        }
        return limited(caller, caller.namespaces().isEmpty() ? List.of() : caller.reachableWithin(COLLECTIONS));
    }

    private static Reach limited(Principal caller, List<Namespace> part) {
        return caller.namespaces().isEmpty() ? EVERYTHING : limited(part);
    }

    private static Reach limited(List<Namespace> part) {
        return new Reach(!part.isEmpty(), part);
    }
}
