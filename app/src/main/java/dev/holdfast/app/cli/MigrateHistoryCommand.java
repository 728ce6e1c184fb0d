package dev.holdfast.app.cli;

import dev.holdfast.app.storage.OpenDatabase;
import dev.holdfast.domain.operations.Installation;
import dev.holdfast.domain.operations.Loss;
import dev.holdfast.domain.operations.SchemaState;
import dev.holdfast.postgres.operations.Migrations;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code holdfast migrate history}. */
@Command(
        name = "history",
        description = {
            "List what happened to the schema, the oldest first: versions that were applied, and that were taken back.",
            "Changes nothing."
        })
final class MigrateHistoryCommand implements Callable<Integer> {
    private static final List<String> HEAD = List.of("AT", "VERSION", "DESCRIPTION", "EVENT", "BY", "TOOK", "LOST");

    @Mixin
    private final JsonOption json = new JsonOption();

    private final HoldfastCommand root;

    MigrateHistoryCommand(HoldfastCommand root) {
        this.root = root;
    }

    private record Event(String what, int version, String description, Installation how, List<Loss> losses) {
        List<String> line() {
            return List.of(
                    SchemaLines.at(how),
                    Integer.toString(version),
                    description,
                    what,
                    how.by(),
                    SchemaLines.took(how),
                    losses.isEmpty() ? "-" : losses.stream().map(Loss::toString).collect(Collectors.joining(", ")));
        }

        Map<String, Object> fields() {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("at", how.at().toString());
            fields.put("version", version);
            fields.put("description", description);
            fields.put("event", what);
            fields.put("by", how.by());
            fields.put("duration_ms", how.took().toMillis());
            fields.put("losses", losses.stream().map(SchemaLines::fields).toList());
            return fields;
        }
    }

    @Override
    public Integer call() {
        PrintStream out = root.surroundings().out();
        try (OpenDatabase database = MigrateCommand.open(root, false)) {
            List<Event> events = events(new Migrations(database.administrator()).look());
            if (json.wanted()) {
                Output.json(
                        out, Map.of("items", events.stream().map(Event::fields).toList()));
            } else {
                Output.table(out, HEAD, events.stream().map(Event::line).toList());
            }
            return ExitCode.OK;
        }
    }

    private static List<Event> events(SchemaState state) {
        List<Event> events = new ArrayList<>();
        state.migrations()
                .forEach(migration -> migration
                        .installation()
                        .ifPresent(installation -> events.add(new Event(
                                "applied", migration.version(), migration.description(), installation, List.of()))));
        state.rollbacks().forEach(rollback -> {
            events.add(new Event(
                    "applied", rollback.version(), rollback.description(), rollback.installation(), List.of()));
            events.add(new Event(
                    "undone", rollback.version(), rollback.description(), rollback.undoing(), rollback.losses()));
        });
        events.sort(Comparator.comparing(event -> event.how().at()));
        return events;
    }
}
