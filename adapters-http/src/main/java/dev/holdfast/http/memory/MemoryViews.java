package dev.holdfast.http.memory;

import dev.holdfast.domain.memory.Memory;
import dev.holdfast.domain.shared.Written;
import java.util.List;

/** The answers that are more than a record of the domain. */
final class MemoryViews {
    private MemoryViews() {}

    /** What became of one memory of a batch. */
    record BatchOutcome(Memory memory, boolean created) {
        static BatchOutcome of(Written<Memory> written) {
            return new BatchOutcome(written.value(), written.created());
        }
    }

    record BatchOutcomes(List<BatchOutcome> items) {}
}
