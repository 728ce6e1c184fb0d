package dev.holdfast.memory.embedding;

import dev.holdfast.domain.embedding.ContentHash;
import dev.holdfast.domain.embedding.TextOwner;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/**
 * What became of a text that was taken from the list.
 *
 * @param failed why it was given up
 */
record Attempt(ContentHash hash, int attempts, Instant due, Optional<String> failed) {
    static Attempt none(ContentHash hash) {
        return new Attempt(hash, 0, Instant.MIN, Optional.empty());
    }

    record Name(String model, TextOwner owner) {
        static final Comparator<Name> ORDER = Comparator.comparing(Name::model)
                .thenComparing(name -> name.owner().kind())
                .thenComparing(name -> name.owner().id());
    }
}
