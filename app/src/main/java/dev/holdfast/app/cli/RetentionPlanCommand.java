package dev.holdfast.app.cli;

import dev.holdfast.domain.operations.RetentionFigures;
import dev.holdfast.domain.shared.TenantId;
import dev.holdfast.ports.operations.RetentionPlan;
import dev.holdfast.ports.operations.RetentionService;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code holdfast retention plan}. */
@Command(
        name = "plan",
        description = {
            "A dry run: what would go by each policy now, of one tenant (--tenant) or of all. Changes nothing.",
            "Superseded versions of memories that would go with them are counted apart; sizes are about right, without indexes."
        })
final class RetentionPlanCommand implements Callable<Integer> {
    private static final List<String> HEAD = List.of("TENANT", "KIND", "ROWS", "VERSIONS", "BYTES", "OLDEST", "NEWEST");

    @Mixin
    private final TenantOption tenant = new TenantOption();

    @Mixin
    private final JsonOption json = new JsonOption();

    private final HoldfastCommand root;

    RetentionPlanCommand(HoldfastCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        List<List<String>> rows = new ArrayList<>();
        List<Map<String, Object>> items = new ArrayList<>();
        try (Operation operation = Operation.open(root)) {
            for (TenantId each : RetentionCommand.tenants(tenant, operation)) {
                for (RetentionPlan plan : operation.get(RetentionService.class).plan(operation.callIn(each))) {
                    rows.add(row(each, plan));
                    items.add(fields(each, plan));
                }
            }
        }
        if (json.wanted()) {
            Output.json(root.surroundings().out(), Map.of("items", items));
        } else if (rows.isEmpty()) {
            root.surroundings().out().println("There is no policy: nothing would go.");
        } else {
            Output.table(root.surroundings().out(), HEAD, rows);
        }
        return ExitCode.OK;
    }

    private static List<String> row(TenantId tenant, RetentionPlan plan) {
        RetentionFigures figures = plan.figures();
        return List.of(
                tenant.value(),
                plan.policy().rule().kind().wireName(),
                Long.toString(figures.rows()),
                Long.toString(figures.versions()),
                Long.toString(figures.bytes()),
                figures.oldest().map(Instant::toString).orElse("-"),
                figures.newest().map(Instant::toString).orElse("-"));
    }

    private static Map<String, Object> fields(TenantId tenant, RetentionPlan plan) {
        RetentionFigures figures = plan.figures();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("tenant", tenant.value());
        fields.put("kind", plan.policy().rule().kind().wireName());
        fields.put("rows", figures.rows());
        fields.put("versions", figures.versions());
        fields.put("bytes", figures.bytes());
        figures.oldest().ifPresent(at -> fields.put("oldest", at.toString()));
        figures.newest().ifPresent(at -> fields.put("newest", at.toString()));
        return fields;
    }
}
