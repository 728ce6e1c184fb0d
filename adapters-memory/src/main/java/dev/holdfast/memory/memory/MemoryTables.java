package dev.holdfast.memory.memory;

import dev.holdfast.domain.memory.MemoryAddress;
import dev.holdfast.domain.memory.MemoryRevision;
import dev.holdfast.domain.shared.Revision;
import dev.holdfast.memory.support.InMemoryStore;
import dev.holdfast.memory.support.InMemoryTable;
import java.util.Comparator;
import java.util.NavigableMap;

/**
 * Where memories are. To be used as {@link InMemoryTable} says.
 *
 * @param newest the newest version of each, by address
 * @param history the versions before it
 * @param tombstones of those that were removed for good
 */
public record MemoryTables(
        InMemoryTable<MemoryAddress, Version> newest,
        InMemoryTable<VersionName, MemoryRevision> history,
        InMemoryTable<MemoryAddress, Tombstone> tombstones) {

    public static MemoryTables in(InMemoryStore store) {
        return new MemoryTables(
                store.table(Comparator.<MemoryAddress>naturalOrder()),
                store.table(VersionName.ORDER),
                store.table(Comparator.<MemoryAddress>naturalOrder()));
    }

    static NavigableMap<VersionName, MemoryRevision> versionsOf(
            MemoryAddress address, NavigableMap<VersionName, MemoryRevision> past) {
        return past.subMap(
                new VersionName(address, Revision.FIRST),
                true,
                new VersionName(address, new Revision(Long.MAX_VALUE)),
                true);
    }
}
