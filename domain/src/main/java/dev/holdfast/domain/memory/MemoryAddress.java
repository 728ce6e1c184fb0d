package dev.holdfast.domain.memory;

import dev.holdfast.domain.shared.CodePointOrder;
import dev.holdfast.domain.shared.Namespace;
import dev.holdfast.domain.shared.TextRules;
import dev.holdfast.domain.shared.Violation;
import dev.holdfast.domain.shared.Violations;
import java.util.Comparator;
import java.util.Optional;

/**
 * The name of a memory inside its tenant.
 *
 * @param key 1 to {@value #MAX_KEY_CHARACTERS} characters, at most {@value #MAX_KEY_BYTES} bytes of UTF-8; any character but
 *     U+0000; not {@code .} or {@code ..}, which no URL can carry
 */
public record MemoryAddress(Namespace namespace, String key) implements Comparable<MemoryAddress> {
    public static final int MAX_KEY_CHARACTERS = 512;
    public static final int MAX_KEY_BYTES = 768;

    private static final Comparator<MemoryAddress> ORDER =
            Comparator.comparing(MemoryAddress::namespace).thenComparing(MemoryAddress::key, CodePointOrder.COMPARATOR);

    public MemoryAddress {
        new Violations().add(checkKey("/key", key)).throwIfAny();
    }

    /** @throws dev.holdfast.domain.shared.InvalidInput with all violations of both parts */
    public static MemoryAddress of(String namespace, String key) {
        new Violations()
                .add(Namespace.check("/namespace", namespace))
                .add(checkKey("/key", key))
                .throwIfAny();
        return new MemoryAddress(new Namespace(namespace), key);
    }

    private static Optional<Violation> checkKey(String pointer, String key) {
        if (key.equals(".") || key.equals("..")) {
            return Optional.of(new Violation(pointer, "malformed", "a key must not be '.' or '..'"));
        }
        return TextRules.check(pointer, key, 1, MAX_KEY_CHARACTERS)
                .or(() -> TextRules.checkBytes(pointer, key, MAX_KEY_BYTES));
    }

    @Override
    public int compareTo(MemoryAddress other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return namespace + "/" + key;
    }
}
