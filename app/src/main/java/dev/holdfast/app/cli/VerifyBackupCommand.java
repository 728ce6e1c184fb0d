package dev.holdfast.app.cli;

import com.codahale.metrics.MetricRegistry;
import com.google.inject.Injector;
import dev.holdfast.app.config.HoldfastConfig;
import dev.holdfast.app.module.Wiring;
import dev.holdfast.app.storage.OpenDatabase;
import dev.holdfast.app.storage.RestoredStorage;
import dev.holdfast.app.storage.Storage;
import dev.holdfast.domain.operations.DriftState;
import dev.holdfast.domain.shared.TenantId;
import dev.holdfast.ports.audit.AuditService;
import dev.holdfast.ports.identity.TenantService;
import dev.holdfast.postgres.operations.AdminConnection;
import dev.holdfast.postgres.operations.BackupManifest;
import dev.holdfast.postgres.operations.Catalogue;
import dev.holdfast.postgres.operations.Restore;
import dev.holdfast.postgres.operations.ScratchDatabase;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code holdfast verify-backup}. */
@Command(
        name = "verify-backup",
        description = {
            "Restore a backup into a database of its own beside the server's, and compare: every byte of the file, every row, the schema with"
                    + " its policies, and the chains of the audit. That database is dropped again.",
            "Ends with 1 when something is not as it was."
        },
        footerHeading = "%nExamples:%n",
        footer = "  holdfast verify-backup /backups/holdfast-2026-11-21.zip")
final class VerifyBackupCommand implements Callable<Integer> {
    private static final String TASK = "verify-backup";

    @Parameters(paramLabel = "FILE", description = "What `holdfast backup` wrote.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls anything
    private Path file;

    private final HoldfastCommand root;

    VerifyBackupCommand(HoldfastCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        Surroundings surroundings = root.surroundings();
        Restore restore = Restore.of(file.toAbsolutePath(), Operation.backupKey(root));
        BackupManifest manifest = restore.manifest();
        surroundings.progress("every byte is as it was signed");
        try (OpenDatabase database = MigrateCommand.open(root, true)) {
            try (ScratchDatabase scratch = ScratchDatabase.beside(database.administrator())) {
                requireNone("rows differ in", restore.tryIn(scratch, surroundings::progress));
                requireNone(
                        "the schema is not as expected:",
                        new Catalogue(scratch.admin())
                                .compare().named().stream()
                                        .filter(drift -> drift.state() != DriftState.EXTRA)
                                        .map(DriftLines::name)
                                        .toList());
                int chains = chains(scratch.admin());
                surroundings
                        .out()
                        .println(file + " can be restored: " + manifest.rows() + " rows of "
                                + manifest.tables().size()
                                + " tables as they were at " + manifest.madeAt() + ", schema "
                                + manifest.schemaVersion()
                                + " with its policies, the audit of " + chains + " tenants intact");
            }
            return ExitCode.OK;
        }
    }

    /** @return of how many tenants */
    private int chains(AdminConnection scratch) {
        Surroundings surroundings = root.surroundings();
        HoldfastConfig config = root.configuration().config();
        MetricRegistry metrics = new MetricRegistry();
        try (Storage storage = RestoredStorage.open(scratch, config, metrics, surroundings.clock())) {
            Injector injector = new Wiring(
                            config,
                            Operation.secretOf(config, surroundings),
                            storage,
                            surroundings.clock(),
                            surroundings.random(),
                            metrics)
                    .injector();
            TenantService tenants = injector.getInstance(TenantService.class);
            AuditService audit = injector.getInstance(AuditService.class);
            List<TenantId> all = tenants.list();
            requireNone(
                    "the audit is broken of",
                    all.stream()
                            .filter(tenant -> !audit.verify(tenants.operator(tenant, TASK))
                                    .intact())
                            .map(TenantId::value)
                            .toList());
            return all.size();
        }
    }

    private void requireNone(String what, List<String> wrong) {
        if (!wrong.isEmpty()) {
            throw new Failure(
                    ExitCode.CHECK_FAILED,
                    what + " " + String.join(", ", wrong),
                    "Take another backup, and keep this one until it is understood.");
        }
    }
}
