package dev.holdfast.domain;

import dev.holdfast.domain.audit.AuditEntryId;
import dev.holdfast.domain.identity.ApiKeyId;
import dev.holdfast.domain.knowledge.ChunkId;
import dev.holdfast.domain.knowledge.CollectionId;
import dev.holdfast.domain.knowledge.DocumentId;
import dev.holdfast.domain.memory.MemoryId;
import dev.holdfast.domain.shared.TenantId;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** Names and ids that nothing else has, in this run or any other against the same storage. */
public final class Fresh {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Clock CLOCK = Clock.systemUTC();
    private static final AtomicLong LAST = new AtomicLong();

    private Fresh() {}

    public static TenantId tenantId() {
        return new TenantId("t-" + new BigInteger(100, RANDOM).toString(36));
    }

    public static MemoryId memoryId() {
        return new MemoryId(uuid());
    }

    public static CollectionId collectionId() {
        return new CollectionId(uuid());
    }

    public static DocumentId documentId() {
        return new DocumentId(uuid());
    }

    public static ChunkId chunkId() {
        return new ChunkId(uuid());
    }

    public static AuditEntryId auditEntryId() {
        return new AuditEntryId(uuid());
    }

    public static ApiKeyId apiKeyId() {
        return new ApiKeyId(uuid());
    }

    /** A UUIDv7, greater than every one made before it. */
    public static UUID uuid() {
        long tick = LAST.accumulateAndGet(CLOCK.millis() << 12, (last, now) -> Math.max(last + 1, now));
        return new UUID(
                ((tick >>> 12) << 16) | 0x7000 | (tick & 0xFFF),
                (RANDOM.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L);
    }
}
