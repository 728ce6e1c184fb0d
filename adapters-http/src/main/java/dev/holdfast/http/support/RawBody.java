package dev.holdfast.http.support;

/**
 * A body that its endpoint reads by itself, because it is of no one form: the messages of another protocol. All else that holds for
 * bodies holds for it, its size above all.
 */
public final class RawBody {
    private final byte[] bytes;

    RawBody(byte[] bytes) {
        this.bytes = bytes;
    }

    /** The body as it was sent; not to be changed. */
    public byte[] bytes() {
        return bytes;
    }
}
