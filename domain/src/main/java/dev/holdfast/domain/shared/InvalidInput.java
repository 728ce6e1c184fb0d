package dev.holdfast.domain.shared;

import java.util.List;
import java.util.stream.Collectors;

/** An input breaks the rules; nothing was changed. Carries every violation that was found, never an empty list. */
public final class InvalidInput extends DomainException {
    private static final long serialVersionUID = 1L;

    private final transient List<Violation> violations;

    public InvalidInput(List<Violation> violations) {
        super(
                "invalid_input",
                violations.stream()
                        .map(violation ->
                                (violation.pointer().isEmpty() ? "" : violation.pointer() + ": ") + violation.message())
                        .collect(Collectors.joining("; ")));
        this.violations = List.copyOf(violations);
    }

    public InvalidInput(Violation violation) {
        this(List.of(violation));
    }

    public static InvalidInput of(String pointer, String code, String message) {
        return new InvalidInput(new Violation(pointer, code, message));
    }

    public List<Violation> violations() {
        return violations;
    }

    /** The same violations of an input that stands at {@code prefix} inside a larger one. */
    public InvalidInput under(String prefix) {
        return new InvalidInput(
                violations.stream().map(violation -> violation.under(prefix)).toList());
    }
}
