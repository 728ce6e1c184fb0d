package dev.holdfast.app.cli;

import dev.holdfast.app.config.HoldfastConfig;
import dev.holdfast.app.doctor.Doctor;
import dev.holdfast.ports.operations.Figure;
import dev.holdfast.ports.operations.Finding;
import dev.holdfast.ports.operations.HealthStatus;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code holdfast doctor}. */
@Command(
        name = "doctor",
        description = {
            "Look whether everything a server needs is there, and say what to do when it is not.",
            "Ends with 1 when something is missing or broken. Leaves nothing behind, and can be run beside a server."
        })
final class DoctorCommand implements Callable<Integer> {
    @Mixin
    private final JsonOption json = new JsonOption();

    private final HoldfastCommand root;

    DoctorCommand(HoldfastCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        HoldfastConfig config = root.configuration().config();
        Surroundings surroundings = root.surroundings();
        List<Finding> checks = new Doctor(config, surroundings.storages(), surroundings::progress).examine();
        boolean healthy = checks.stream().noneMatch(check -> check.status() == HealthStatus.FAILED);
        if (json.wanted()) {
            Output.json(
                    surroundings.out(),
                    Map.of(
                            "healthy",
                            healthy,
                            "checks",
                            checks.stream().map(DoctorCommand::fields).toList()));
        } else {
            checks.forEach(this::print);
            surroundings.out().println(healthy ? "Ready to serve." : "Not ready: see above.");
        }
        return healthy ? ExitCode.OK : ExitCode.CHECK_FAILED;
    }

    private void print(Finding check) {
        PrintStream out = root.surroundings().out();
        String mark = switch (check.status()) {
            case OK -> "ok  ";
            case WARNING -> "warn";
            case FAILED -> "FAIL";
        };
        out.println(mark + "  " + check.name() + ": " + check.finding());
        check.next().ifPresent(next -> out.println("      -> " + next));
    }

    private static Map<String, Object> fields(Finding check) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", check.name());
        fields.put("status", check.status().name().toLowerCase(Locale.ROOT));
        fields.put("finding", check.finding());
        check.next().ifPresent(next -> fields.put("next", next));
        if (!check.figures().isEmpty()) {
            fields.put(
                    "figures",
                    check.figures().stream().map(DoctorCommand::figure).toList());
        }
        return fields;
    }

    private static Map<String, Object> figure(Figure figure) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", figure.name());
        fields.put("value", figure.value());
        fields.put("unit", figure.unit());
        return fields;
    }
}
