package dev.holdfast.domain.knowledge;

import dev.holdfast.domain.shared.CodePointOrder;
import dev.holdfast.domain.shared.TextRules;
import dev.holdfast.domain.shared.Violation;
import dev.holdfast.domain.shared.Violations;
import java.util.Comparator;
import java.util.Optional;

/**
 * The name of a document inside its tenant.
 *
 * @param externalId what its owner calls it, such as a path: 1 to {@value #MAX_ID_BYTES} bytes of UTF-8; any character but U+0000;
 *     not {@code .} or {@code ..}, which no URL can carry
 */
public record DocumentAddress(CollectionName collection, String externalId) implements Comparable<DocumentAddress> {
    public static final int MAX_ID_BYTES = 768;

    private static final Comparator<DocumentAddress> ORDER = Comparator.comparing(DocumentAddress::collection)
            .thenComparing(DocumentAddress::externalId, CodePointOrder.COMPARATOR);

    public DocumentAddress {
        new Violations().add(checkId("/external_id", externalId)).throwIfAny();
    }

    /** @throws dev.holdfast.domain.shared.InvalidInput with all violations of both parts */
    public static DocumentAddress of(String collection, String externalId) {
        new Violations()
                .add(CollectionName.check("/collection", collection))
                .add(checkId("/external_id", externalId))
                .throwIfAny();
        return new DocumentAddress(new CollectionName(collection), externalId);
    }

    public static Optional<Violation> checkId(String pointer, String id) {
        if (id.equals(".") || id.equals("..")) {
            return Optional.of(new Violation(pointer, "malformed", "an id must not be '.' or '..'"));
        }
        return TextRules.check(pointer, id, 1, MAX_ID_BYTES).or(() -> TextRules.checkBytes(pointer, id, MAX_ID_BYTES));
    }

    @Override
    public int compareTo(DocumentAddress other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return collection + "/" + externalId;
    }
}
