package dev.holdfast.domain.shared;

/** A defect of ours (a broken statement, a missing tenant setting); nothing was changed. Logged as an alarm. */
public final class StoreFault extends StoreException {
    private static final long serialVersionUID = 1L;

    public StoreFault(Throwable cause) {
        super("internal", false, "the server failed; nothing was changed", cause);
    }
}
