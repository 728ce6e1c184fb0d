package dev.holdfast.app.cli;

import dev.holdfast.app.archive.ArchiveFolder;
import dev.holdfast.domain.operations.RetentionOutcome;
import dev.holdfast.domain.shared.TenantId;
import dev.holdfast.ports.operations.RetentionService;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code holdfast retention run}. */
@Command(
        name = "run",
        description = {
            "Remove for good what is to go by the policies, of one tenant (--tenant) or of all, beside a running server or without one.",
            "Goes in small steps, each a transaction with its audit entry: it may be stopped at any time, and run again to go on.",
            "With an archive (--archive, or the setting `retention.archive`) nothing goes that was not written there first."
        },
        footerHeading = "%nExamples:%n",
        footer = "  holdfast retention run --archive /archive --tenant acme")
final class RetentionRunCommand implements Callable<Integer> {
    @Option(names = "--archive", paramLabel = "FOLDER", description = "Keep what goes in files below this folder.")
    private @Nullable Path folder;

    @Mixin
    private final TenantOption tenant = new TenantOption();

    @Mixin
    private final JsonOption json = new JsonOption();

    private final HoldfastCommand root;

    RetentionRunCommand(HoldfastCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        Map<TenantId, RetentionOutcome> outcomes = new LinkedHashMap<>();
        try (Operation operation = Operation.open(root)) {
            RetentionService service = operation.get(RetentionService.class);
            RetentionService retention =
                    folder == null ? service : service.keepingIn(new ArchiveFolder(folder.toAbsolutePath()));
            for (TenantId each : RetentionCommand.tenants(tenant, operation)) {
                if (!retention.policies(operation.callIn(each)).isEmpty()) {
                    outcomes.put(each, run(retention, operation, each));
                }
            }
        }
        if (json.wanted()) {
            Output.json(
                    root.surroundings().out(),
                    Map.of(
                            "items",
                            outcomes.entrySet().stream()
                                    .map(entry -> fields(entry.getKey(), entry.getValue()))
                                    .toList()));
        } else if (outcomes.isEmpty()) {
            root.surroundings().out().println("There is no policy: nothing went.");
        } else {
            outcomes.forEach(
                    (each, outcome) -> root.surroundings().out().println(each + ": removed " + outcome.summary()));
        }
        return ExitCode.OK;
    }

    /** Each stretch has the time of one call. */
    private RetentionOutcome run(RetentionService retention, Operation operation, TenantId where) {
        RetentionOutcome total = retention.run(operation.callIn(where)).value();
        while (!total.complete()) {
            root.surroundings().progress(where + ": removed " + total.summary());
            total = total.and(retention.run(operation.callIn(where)).value());
        }
        return total;
    }

    private static Map<String, Object> fields(TenantId tenant, RetentionOutcome outcome) {
        Map<String, Object> removed = new LinkedHashMap<>();
        outcome.removed().forEach((kind, rows) -> removed.put(kind.wireName(), rows));
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("tenant", tenant.value());
        fields.put("rows", outcome.rows());
        fields.put("complete", outcome.complete());
        fields.put("removed", removed);
        return fields;
    }
}
