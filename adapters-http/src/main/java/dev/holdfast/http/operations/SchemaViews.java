package dev.holdfast.http.operations;

import dev.holdfast.domain.operations.Drift;
import dev.holdfast.domain.operations.DriftState;
import dev.holdfast.domain.operations.Installation;
import dev.holdfast.domain.operations.Loss;
import dev.holdfast.domain.operations.Migration;
import dev.holdfast.domain.operations.MigrationState;
import dev.holdfast.domain.operations.Rollback;
import dev.holdfast.domain.operations.SchemaComparison;
import dev.holdfast.domain.operations.SchemaProblem;
import dev.holdfast.domain.operations.SchemaState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What the endpoints of the schema answer. */
final class SchemaViews {
    private SchemaViews() {}

    record SchemaView(
            int current,
            int newest,
            boolean sound,
            List<MigrationView> items,
            List<RollbackView> rollbacks,
            List<ProblemView> problems) {
        static SchemaView of(SchemaState state) {
            return new SchemaView(
                    state.current(),
                    state.newest(),
                    state.isSound(),
                    state.migrations().stream().map(MigrationView::of).toList(),
                    state.rollbacks().stream().map(RollbackView::of).toList(),
                    state.problems().stream().map(ProblemView::of).toList());
        }
    }

    record MigrationView(
            int version,
            String description,
            MigrationState state,
            int checksum,
            Optional<String> installedBy,
            Optional<Instant> installedAt,
            Optional<Long> durationMs) {
        static MigrationView of(Migration migration) {
            return new MigrationView(
                    migration.version(),
                    migration.description(),
                    migration.state(),
                    migration.checksum(),
                    migration.installation().map(Installation::by),
                    migration.installation().map(Installation::at),
                    migration.installation().map(Installation::took).map(Duration::toMillis));
        }
    }

    record RollbackView(
            int version,
            String description,
            String installedBy,
            Instant installedAt,
            String undoneBy,
            Instant undoneAt,
            long durationMs,
            int from,
            int to,
            List<LossView> losses) {
        static RollbackView of(Rollback rollback) {
            return new RollbackView(
                    rollback.version(),
                    rollback.description(),
                    rollback.installation().by(),
                    rollback.installation().at(),
                    rollback.undoing().by(),
                    rollback.undoing().at(),
                    rollback.undoing().took().toMillis(),
                    rollback.from(),
                    rollback.to(),
                    rollback.losses().stream().map(LossView::of).toList());
        }
    }

    record LossView(String table, Optional<String> column, long rows) {
        static LossView of(Loss loss) {
            return new LossView(loss.table(), loss.column(), loss.rows());
        }
    }

    record ProblemView(int version, String finding, String next) {
        static ProblemView of(SchemaProblem problem) {
            return new ProblemView(problem.migration().version(), problem.finding(), problem.next());
        }
    }

    record CatalogueView(int version, int expectedVersion, boolean matches, int objects, List<DriftView> items) {
        static CatalogueView of(SchemaComparison compared) {
            return new CatalogueView(
                    compared.version(),
                    compared.expectedVersion(),
                    compared.matches(),
                    compared.objects(),
                    compared.named().stream().map(DriftView::of).toList());
        }
    }

    record DriftView(
            DriftState state, String kind, String name, int parts, Optional<String> expected, Optional<String> found) {
        static DriftView of(Drift drift) {
            return new DriftView(
                    drift.state(),
                    drift.object().kind(),
                    drift.object().name(),
                    drift.parts(),
                    drift.expected(),
                    drift.found());
        }
    }
}
