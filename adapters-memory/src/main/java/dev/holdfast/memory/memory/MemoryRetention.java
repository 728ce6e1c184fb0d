package dev.holdfast.memory.memory;

import dev.holdfast.domain.memory.Memory;
import dev.holdfast.domain.memory.MemoryAddress;
import dev.holdfast.domain.memory.MemoryRevision;
import dev.holdfast.domain.operations.RetentionCut;
import dev.holdfast.domain.operations.RetentionKind;
import dev.holdfast.domain.operations.RetiredRow;
import dev.holdfast.domain.shared.TenantId;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Memories and their superseded versions, as retention sees them. To be used inside a transaction or a read of the store. */
public record MemoryRetention(MemoryTables tables) {
    /**
     * One that may go.
     *
     * @param at by which its age is counted
     * @param superseded how many versions came before it; of a superseded version, how many came after it
     */
    public record Candidate(MemoryRevision revision, Instant at, long superseded) {
        public Memory memory() {
            return revision.memory();
        }
    }

    /** The memories of that kind, but those that are too important to go. */
    public Stream<Candidate> memories(TenantId tenant, RetentionCut cut) {
        NavigableMap<VersionName, MemoryRevision> past = tables.history().rows(tenant);
        return tables.newest().rows(tenant).values().stream()
                .filter(version -> cut.rule()
                        .keepImportance()
                        .map(least -> version.memory().importance() < least)
                        .orElse(true))
                .flatMap(version -> timeOf(version, cut)
                        .map(at -> new Candidate(
                                version.current(),
                                at,
                                MemoryTables.versionsOf(version.memory().address(), past)
                                        .size()))
                        .stream());
    }

    private static Optional<Instant> timeOf(Version version, RetentionCut cut) {
        Memory memory = version.memory();
        RetentionKind kind = version.deleted()
                ? RetentionKind.DELETED_MEMORIES
                : memory.expiredAt(cut.now()) ? RetentionKind.EXPIRED_MEMORIES : RetentionKind.MEMORIES;
        return Optional.of(memory.recordedAt())
                .filter(recorded -> kind == cut.kind())
                .map(recorded -> kind == RetentionKind.EXPIRED_MEMORIES
                        ? memory.expiresAt().orElse(recorded)
                        : recorded);
    }

    /** What the newest version of each memory weighs, the deleted ones too. */
    public LongStream newestWeights(TenantId tenant) {
        return tables.newest().rows(tenant).values().stream()
                .mapToLong(version -> version.memory().weight());
    }

    /** Every superseded version. */
    public Stream<Candidate> versions(TenantId tenant) {
        return tables.history().rows(tenant).values().stream()
                .map(revision -> new Candidate(
                        revision,
                        revision.supersededAt().orElseThrow(),
                        tables.newest()
                                .find(tenant, revision.memory().address())
                                .map(newest -> newest.memory().version().value()
                                        - revision.memory().version().value())
                                .orElse(Long.MAX_VALUE)));
    }

    /** Superseded versions of those memories that still have that version. */
    public Stream<Candidate> versionsOf(TenantId tenant, Collection<RetiredRow.Name> memories) {
        Set<UUID> unchanged = tables.newest().rows(tenant).values().stream()
                .map(Version::memory)
                .map(memory -> new RetiredRow.Name(
                        memory.id().value(), memory.version().value()))
                .filter(memories::contains)
                .map(RetiredRow.Name::id)
                .collect(Collectors.toSet());
        return versions(tenant)
                .filter(version -> unchanged.contains(version.memory().id().value()));
    }

    /** Removes a memory without superseded versions, if it still has that version. @return whether it did */
    public boolean removeMemory(TenantId tenant, UUID id, long version) {
        NavigableMap<VersionName, MemoryRevision> past = tables.history().rows(tenant);
        Optional<Memory> found = tables.newest().rows(tenant).values().stream()
                .map(Version::memory)
                .filter(memory ->
                        memory.id().value().equals(id) && memory.version().value() == version)
                .filter(memory ->
                        MemoryTables.versionsOf(memory.address(), past).isEmpty())
                .findFirst();
        found.ifPresent(memory -> {
            MemoryAddress address = memory.address();
            tables.newest().remove(tenant, address);
            tables.tombstones().put(tenant, address, Tombstone.of(memory));
        });
        return found.isPresent();
    }

    /** Removes a superseded version. @return whether there was one */
    public boolean removeVersion(TenantId tenant, UUID id, long version) {
        Optional<VersionName> found = tables.history().rows(tenant).entrySet().stream()
                .filter(entry -> entry.getValue().memory().id().value().equals(id)
                        && entry.getValue().memory().version().value() == version)
                .map(Map.Entry::getKey)
                .findFirst();
        found.ifPresent(name -> tables.history().remove(tenant, name));
        return found.isPresent();
    }
}
