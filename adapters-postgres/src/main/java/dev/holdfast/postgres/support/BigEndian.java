package dev.holdfast.postgres.support;

/** Numbers in bytes, the greatest first, as PostgreSQL sends them. For those read by the ten thousand: nothing is allocated. */
public final class BigEndian {
    private BigEndian() {}

    public static int whole(byte[] bytes, int at) {
        return (bytes[at] << 24)
                | ((bytes[at + 1] & 0xff) << 16)
                | ((bytes[at + 2] & 0xff) << 8)
                | (bytes[at + 3] & 0xff);
    }

    /** Of single precision. */
    public static float decimal(byte[] bytes, int at) {
        return Float.intBitsToFloat(whole(bytes, at));
    }
}
