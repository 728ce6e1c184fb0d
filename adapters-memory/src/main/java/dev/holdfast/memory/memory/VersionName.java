package dev.holdfast.memory.memory;

import dev.holdfast.domain.memory.MemoryAddress;
import dev.holdfast.domain.shared.Revision;
import java.util.Comparator;

/** Where a superseded version is kept: beside the other versions of its memory, the oldest first. */
record VersionName(MemoryAddress address, Revision version) {
    static final Comparator<VersionName> ORDER =
            Comparator.comparing(VersionName::address).thenComparing(VersionName::version);
}
