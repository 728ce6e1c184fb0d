package dev.holdfast.ports.knowledge;

import java.util.List;

/**
 * What became of the lines of an ingest. Each line is counted once.
 *
 * @param created documents that there were none of before
 * @param updated documents that were other before
 * @param unchanged documents that were just so already, or that an earlier request with the same idempotency key wrote
 * @param failed lines that changed nothing because something is wrong with them
 * @param errors why; of the first {@value IngestService#MAX_ERRORS} lines that failed
 * @param replayed whether there was such an earlier request
 */
public record IngestReport(
        int created, int updated, int unchanged, int failed, List<IngestLine.Broken> errors, boolean replayed) {
    public IngestReport {
        errors = List.copyOf(errors);
    }
}
