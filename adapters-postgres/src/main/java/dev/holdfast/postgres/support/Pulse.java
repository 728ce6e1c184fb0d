package dev.holdfast.postgres.support;

import java.util.Optional;

/** Whether one server answers, whatever else it has to do. Closing it ends its connection. */
public interface Pulse extends AutoCloseable {
    /**
     * What a server says of itself.
     *
     * @param standby whether it only reads
     * @param system what all copies of one database have in common
     * @param position where its log ends, or how far it has replayed that of its primary
     */
    record Beat(boolean standby, long system, long position) {}

    /** Whether it did not answer the last time, or not as what it is needed for. */
    boolean isAway();

    /** What it said the last time that it answered. */
    Optional<Beat> last();

    /**
     * Looks now, unless another caller has begun to after this one asked.
     *
     * @return what it said in that look; nothing when it is away, and nothing when it is there and did not say
     */
    Optional<Beat> look();

    @Override
    void close();
}
