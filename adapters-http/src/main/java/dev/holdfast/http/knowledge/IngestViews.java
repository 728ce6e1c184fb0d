package dev.holdfast.http.knowledge;

import dev.holdfast.ports.knowledge.IngestLine;
import dev.holdfast.ports.knowledge.IngestReport;
import java.util.List;
import java.util.stream.Stream;

/** What an ingest answers. */
final class IngestViews {
    private IngestViews() {}

    record IngestOutcome(int created, int updated, int unchanged, int failed, List<LineError> errors) {
        static IngestOutcome of(IngestReport report) {
            return new IngestOutcome(
                    report.created(),
                    report.updated(),
                    report.unchanged(),
                    report.failed(),
                    report.errors().stream().flatMap(LineError::of).toList());
        }
    }

    record LineError(int line, String pointer, String code, String message) {
        static Stream<LineError> of(IngestLine.Broken broken) {
            return broken.violations().stream()
                    .map(wrong -> new LineError(broken.line(), wrong.pointer(), wrong.code(), wrong.message()));
        }
    }
}
