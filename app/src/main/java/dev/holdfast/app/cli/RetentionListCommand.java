package dev.holdfast.app.cli;

import dev.holdfast.domain.shared.TenantId;
import dev.holdfast.ports.operations.RetentionService;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code holdfast retention list}. */
@Command(name = "list", description = "The policies of one tenant (--tenant) or of all.")
final class RetentionListCommand implements Callable<Integer> {
    @Mixin
    private final TenantOption tenant = new TenantOption();

    @Mixin
    private final JsonOption json = new JsonOption();

    private final HoldfastCommand root;

    RetentionListCommand(HoldfastCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        List<List<String>> rows = new ArrayList<>();
        List<Map<String, Object>> items = new ArrayList<>();
        try (Operation operation = Operation.open(root)) {
            for (TenantId each : RetentionCommand.tenants(tenant, operation)) {
                operation
                        .get(RetentionService.class)
                        .policies(operation.callIn(each))
                        .forEach(policy -> {
                            rows.add(RetentionCommand.row(each, policy));
                            items.add(RetentionCommand.fields(each, policy));
                        });
            }
        }
        if (json.wanted()) {
            Output.json(root.surroundings().out(), Map.of("items", items));
        } else if (rows.isEmpty()) {
            root.surroundings().out().println("There is no policy: everything is kept for ever.");
        } else {
            Output.table(root.surroundings().out(), RetentionCommand.POLICY_HEAD, rows);
        }
        return ExitCode.OK;
    }
}
