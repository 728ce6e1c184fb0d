package dev.holdfast.app.cli;

import dev.holdfast.app.storage.OpenDatabase;
import dev.holdfast.postgres.operations.Migrations;
import dev.holdfast.postgres.operations.RepairPlan;
import dev.holdfast.postgres.operations.RepairPlan.Step;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code holdfast migrate repair-plan}. */
@Command(
        name = "repair-plan",
        description = {
            "Print what it would take to make the schema usable again, for a person to judge and to do. Changes nothing.",
        })
final class MigrateRepairPlanCommand implements Callable<Integer> {
    @Mixin
    private final JsonOption json = new JsonOption();

    private final HoldfastCommand root;

    MigrateRepairPlanCommand(HoldfastCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        PrintStream out = root.surroundings().out();
        try (OpenDatabase database = MigrateCommand.open(root, false)) {
            List<Step> steps = RepairPlan.of(new Migrations(database.administrator()).look());
            if (json.wanted()) {
                Output.json(
                        out,
                        Map.of(
                                "steps",
                                steps.stream()
                                        .map(MigrateRepairPlanCommand::fields)
                                        .toList()));
            } else if (steps.isEmpty()) {
                out.println("Nothing is to be repaired.");
            } else {
                // As comments, so that the whole can be read into psql once it was read by somebody.
                steps.forEach(step -> {
                    out.println("-- " + step.finding());
                    out.println("-- " + step.advice());
                    step.sql().ifPresent(out::println);
                });
            }
            return ExitCode.OK;
        }
    }

    private static Map<String, Object> fields(Step step) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("version", step.version());
        fields.put("finding", step.finding());
        fields.put("advice", step.advice());
        step.sql().ifPresent(sql -> fields.put("sql", sql));
        return fields;
    }
}
