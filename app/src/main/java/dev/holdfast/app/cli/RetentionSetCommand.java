package dev.holdfast.app.cli;

import dev.holdfast.domain.operations.RetentionPolicy;
import dev.holdfast.domain.operations.RetentionRule;
import dev.holdfast.domain.shared.TenantId;
import dev.holdfast.ports.operations.RetentionService;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code holdfast retention set}. */
@Command(
        name = "set",
        description = {
            "Set the policy of one kind, whether or not there is one.",
            "Running servers let go once a day what is to go by it: look at `holdfast retention plan` first."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  holdfast retention set recalls --max-age-days 14",
            "  holdfast retention set memory_versions --max-count 20 --tenant acme"
        })
final class RetentionSetCommand implements Callable<Integer> {
    @Parameters(paramLabel = "KIND", description = "What it is about.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls anything
    private String kind;

    @Option(names = "--max-age-days", paramLabel = "DAYS", description = "What was not changed for so many days goes.")
    private @Nullable Integer maxAgeDays;

    @Option(
            names = "--max-count",
            paramLabel = "ROWS",
            description = "So many stay, the newest; of memory_versions, so many of each memory.")
    private @Nullable Long maxCount;

    @Option(
            names = "--keep-importance",
            paramLabel = "1-10",
            description = "Memories that are this important stay, and do not count.")
    private @Nullable Integer keepImportance;

    @Mixin
    private final TenantOption tenant = new TenantOption();

    @Mixin
    private final JsonOption json = new JsonOption();

    private final HoldfastCommand root;

    RetentionSetCommand(HoldfastCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        RetentionRule rule = new RetentionRule(
                RetentionCommand.kind(kind),
                Optional.ofNullable(maxAgeDays),
                Optional.ofNullable(maxCount),
                Optional.ofNullable(keepImportance));
        try (Operation operation = Operation.open(root)) {
            TenantId where = tenant.in(operation.config());
            RetentionPolicy policy = operation
                    .get(RetentionService.class)
                    .set(operation.callIn(where), rule)
                    .value();
            if (json.wanted()) {
                Output.json(root.surroundings().out(), RetentionCommand.fields(where, policy));
            } else {
                Output.table(
                        root.surroundings().out(),
                        RetentionCommand.POLICY_HEAD,
                        List.of(RetentionCommand.row(where, policy)));
            }
        }
        return ExitCode.OK;
    }
}
