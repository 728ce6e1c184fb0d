package dev.holdfast.app.cli;

import dev.holdfast.domain.shared.TenantId;
import dev.holdfast.ports.operations.RetentionService;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code holdfast retention remove}. */
@Command(name = "remove", description = "Remove the policy of one kind: from then on it is kept for ever.")
final class RetentionRemoveCommand implements Callable<Integer> {
    @Parameters(paramLabel = "KIND", description = "What it is about.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls anything
    private String kind;

    @Mixin
    private final TenantOption tenant = new TenantOption();

    private final HoldfastCommand root;

    RetentionRemoveCommand(HoldfastCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        try (Operation operation = Operation.open(root)) {
            TenantId where = tenant.in(operation.config());
            operation.get(RetentionService.class).remove(operation.callIn(where), RetentionCommand.kind(kind));
            root.surroundings().out().println(kind + " of " + where + " are kept for ever.");
        }
        return ExitCode.OK;
    }
}
