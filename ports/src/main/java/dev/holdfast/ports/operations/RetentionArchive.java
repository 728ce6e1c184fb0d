package dev.holdfast.ports.operations;

import dev.holdfast.domain.operations.RetiredRow;
import dev.holdfast.domain.shared.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Keeps what is about to be removed, outside of the store. */
public interface RetentionArchive {
    /** Keeps nothing. */
    RetentionArchive NONE = new RetentionArchive() {
        @Override
        public void write(Run run, List<RetiredRow> rows) {
            // Nobody asked for it.
        }

        @Override
        public void finish(Run run) {
            // Nothing was begun.
        }
    };

    /** One run of retention; what it removes is kept together. */
    record Run(UUID id, TenantId tenant, Instant at) {}

    /**
     * Writes rows, in their order. When it returns they survive a crash of this machine, and are removed; when it throws they are not.
     *
     * @throws dev.holdfast.domain.shared.StoreException when they cannot be written
     */
    void write(Run run, List<RetiredRow> rows);

    /** Makes whole what was written, with a proof of what it holds. Does nothing when nothing was. */
    void finish(Run run);
}
