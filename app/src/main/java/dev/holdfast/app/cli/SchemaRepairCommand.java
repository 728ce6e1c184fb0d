package dev.holdfast.app.cli;

import dev.holdfast.app.storage.OpenDatabase;
import dev.holdfast.postgres.operations.SchemaRepair;
import dev.holdfast.postgres.operations.SchemaRepair.Failed;
import dev.holdfast.postgres.operations.SchemaRepair.Left;
import dev.holdfast.postgres.operations.SchemaRepair.Outcome;
import dev.holdfast.postgres.operations.SchemaRepair.Plan;
import dev.holdfast.postgres.operations.SchemaRepair.Step;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code holdfast schema repair}. */
@Command(
        name = "repair",
        description = {
            "Make again what is missing, and put right what loses nothing by it: functions, triggers, policies, row-level security, rights,"
                    + " owners, defaults, attributes of the roles; build broken indexes again.",
            "Nothing is dropped, and no column that is there is touched: what that would take is said. One transaction; a step that fails"
                    + " keeps no other back. A table that is made again is empty: its rows are in a backup, if anywhere.",
            "Servers may go on; who changes the same tables waits. Ends with 1 when something is still missing or changed."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  holdfast schema repair --dry-run            the SQL, and what is left to you",
            "  holdfast schema repair"
        })
final class SchemaRepairCommand implements Callable<Integer> {
    @Option(names = "--dry-run", description = "Only print the SQL.")
    private boolean dryRun;

    @Mixin
    private final JsonOption json = new JsonOption();

    private final HoldfastCommand root;

    SchemaRepairCommand(HoldfastCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        Surroundings surroundings = root.surroundings();
        try (OpenDatabase database = MigrateCommand.open(root, false)) {
            SchemaRepair repair = new SchemaRepair(database.administrator());
            if (dryRun) {
                print(surroundings.out(), repair.plan());
                return ExitCode.OK;
            }
            Outcome outcome = repair.run(title -> surroundings.progress("repairing " + title));
            print(surroundings.out(), outcome);
            return outcome.after().matches() ? ExitCode.OK : ExitCode.CHECK_FAILED;
        }
    }

    private void print(PrintStream out, Plan plan) {
        if (json.wanted()) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put(
                    "steps",
                    plan.steps().stream().map(SchemaRepairCommand::fields).toList());
            fields.put(
                    "left",
                    plan.left().stream().map(SchemaRepairCommand::fields).toList());
            Output.json(out, fields);
            return;
        }
        // As comments, so that the whole can be read into psql once it was read by somebody.
        plan.left().forEach(left -> {
            out.println("-- left: " + DriftLines.name(left.drift()));
            out.println("--   " + left.advice().replace("\n", "\n--   "));
        });
        out.print(plan.sql());
        if (plan.steps().isEmpty()) {
            out.println("-- Nothing is to be repaired.");
        }
    }

    private void print(PrintStream out, Outcome outcome) {
        if (json.wanted()) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put(
                    "repaired",
                    outcome.done().stream().map(SchemaRepairCommand::fields).toList());
            fields.put(
                    "failed",
                    outcome.failed().stream().map(SchemaRepairCommand::fields).toList());
            fields.put(
                    "left",
                    outcome.left().stream().map(SchemaRepairCommand::fields).toList());
            fields.put("after", DriftLines.fields(outcome.after()));
            Output.json(out, fields);
            return;
        }
        outcome.done().forEach(step -> out.println("repaired  " + DriftLines.name(step.drift())));
        outcome.failed().forEach(failed -> {
            out.println("FAIL      " + DriftLines.name(failed.step().drift()));
            out.println("          -> " + failed.reason());
        });
        outcome.left().forEach(left -> {
            out.println("left      " + DriftLines.name(left.drift()));
            out.println("          -> " + left.advice());
        });
        out.println(DriftLines.summary(outcome.after()));
    }

    private static Map<String, Object> fields(Step step) {
        Map<String, Object> fields = DriftLines.fields(step.drift());
        fields.put("sql", step.sql());
        return fields;
    }

    private static Map<String, Object> fields(Failed failed) {
        Map<String, Object> fields = fields(failed.step());
        fields.put("reason", failed.reason());
        return fields;
    }

    private static Map<String, Object> fields(Left left) {
        Map<String, Object> fields = DriftLines.fields(left.drift());
        fields.put("advice", left.advice());
        return fields;
    }
}
