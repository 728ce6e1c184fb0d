package dev.holdfast.bench;

/** During a whole measurement nothing happened: the machine, or its disk, was somebody else's. */
final class NothingDone extends RuntimeException {
    private static final long serialVersionUID = 1;

    NothingDone(String message) {
        super(message);
    }
}
