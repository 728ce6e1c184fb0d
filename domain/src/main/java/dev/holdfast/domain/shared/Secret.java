package dev.holdfast.domain.shared;

/** A text that must not be shown by accident: every rendering but {@link #reveal()} is redacted. */
public final class Secret {
    private final String value;

    public Secret(String value) {
        this.value = value;
    }

    public String reveal() {
        return value;
    }

    @Override
    public String toString() {
        return "[redacted]";
    }
}
