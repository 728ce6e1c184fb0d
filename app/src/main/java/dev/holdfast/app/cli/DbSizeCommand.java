package dev.holdfast.app.cli;

import com.codahale.metrics.MetricRegistry;
import dev.holdfast.app.config.HoldfastConfig;
import dev.holdfast.app.config.Sizes;
import dev.holdfast.app.storage.Storage;
import dev.holdfast.app.storage.StorageSource.Use;
import dev.holdfast.ports.operations.Finding;
import dev.holdfast.ports.operations.HealthStatus;
import dev.holdfast.ports.operations.SizeReport;
import dev.holdfast.ports.operations.TableSize;
import dev.holdfast.ports.operations.TenantRows;
import java.io.PrintStream;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code holdfast db size}. */
@Command(
        name = "size",
        description = {
            "How much room the database takes: tables with indexes and long values, dead rows, vacuum, the age of transactions, the largest"
                    + " tenants, and what to do.",
            "By the database's own statistics: about right, and cheap however much there is. Changes nothing."
        },
        footerHeading = "%nExamples:%n",
        footer = "  holdfast db size --json")
final class DbSizeCommand implements Callable<Integer> {
    private static final List<String> HEAD =
            List.of("TABLE", "ROWS", "DEAD", "TOTAL", "ROWS TAKE", "INDEXES", "LONG VALUES", "VACUUMED", "ANALYZED");
    private static final int TENANTS = 10;

    @Mixin
    private final JsonOption json = new JsonOption();

    private final HoldfastCommand root;

    DbSizeCommand(HoldfastCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        HoldfastConfig config = root.configuration().config();
        Surroundings surroundings = root.surroundings();
        try (Storage storage =
                surroundings.storages().open(config, Use.COMMAND, new MetricRegistry(), surroundings::progress)) {
            SizeReport report = storage.size().report();
            List<TenantRows> tenants = storage.size().tenants();
            if (json.wanted()) {
                Output.json(surroundings.out(), fields(report, tenants));
            } else {
                print(report, tenants, surroundings.out());
            }
        }
        return ExitCode.OK;
    }

    private static void print(SizeReport report, List<TenantRows> tenants, PrintStream out) {
        Output.table(out, HEAD, report.tables().stream().map(DbSizeCommand::row).toList());
        out.println("All together: " + Sizes.format(report.bytes()));
        if (!tenants.isEmpty()) {
            out.println();
            Output.table(
                    out,
                    List.of("TENANT", "ROWS, ABOUT"),
                    tenants.stream()
                            .limit(TENANTS)
                            .map(each -> List.of(each.tenant().value(), Long.toString(each.rows())))
                            .toList());
        }
        out.println();
        for (Finding finding : report.findings()) {
            out.println((finding.status() == HealthStatus.OK ? "ok    " : "warn  ") + finding.name() + ": "
                    + finding.finding());
            finding.next().ifPresent(next -> out.println("      -> " + next));
        }
    }

    private static List<String> row(TableSize table) {
        return List.of(
                table.name(),
                Long.toString(table.rows()),
                Long.toString(table.deadRows()),
                Sizes.format(table.bytes()),
                Sizes.format(table.tableBytes()),
                Sizes.format(table.indexBytes()),
                Sizes.format(table.toastBytes()),
                table.vacuumedAt().map(Instant::toString).orElse("-"),
                table.analyzedAt().map(Instant::toString).orElse("-"));
    }

    private static Map<String, Object> fields(SizeReport report, List<TenantRows> tenants) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("bytes", report.bytes());
        fields.put("tables", report.tables().stream().map(DbSizeCommand::fields).toList());
        fields.put(
                "tenants",
                tenants.stream()
                        .map(each -> Map.of("tenant", each.tenant().value(), "rows", each.rows()))
                        .toList());
        fields.put(
                "findings",
                report.findings().stream().map(DbSizeCommand::fields).toList());
        return fields;
    }

    private static Map<String, Object> fields(TableSize table) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", table.name());
        fields.put("rows", table.rows());
        fields.put("dead_rows", table.deadRows());
        fields.put("bytes", table.bytes());
        fields.put("table_bytes", table.tableBytes());
        fields.put("index_bytes", table.indexBytes());
        fields.put("toast_bytes", table.toastBytes());
        table.vacuumedAt().ifPresent(at -> fields.put("vacuumed_at", at.toString()));
        table.analyzedAt().ifPresent(at -> fields.put("analyzed_at", at.toString()));
        fields.put("age", table.age());
        return fields;
    }

    private static Map<String, Object> fields(Finding finding) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", finding.name());
        fields.put("status", finding.status().name().toLowerCase(Locale.ROOT));
        fields.put("finding", finding.finding());
        finding.next().ifPresent(next -> fields.put("next", next));
        return fields;
    }
}
