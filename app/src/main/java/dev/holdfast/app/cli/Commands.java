package dev.holdfast.app.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import picocli.CommandLine;

/** The commands by their names, in the order in which the help shows them. */
final class Commands {
    /** Speaks of all commands. */
    private static final String COMPLETION = "completion";

    private final Map<String, Function<HoldfastCommand, Object>> makers = new LinkedHashMap<>();

    Commands() {
        makers.put("serve", ServeCommand::new);
        makers.put("mcp", McpCommand::new);
        makers.put("ingest", IngestCommand::new);
        makers.put("keys", KeysCommand::commandLine);
        makers.put("tenants", TenantsCommand::commandLine);
        makers.put("audit", AuditCommand::commandLine);
        makers.put("db", DbCommand::commandLine);
        makers.put("backup", BackupCommand::new);
        makers.put("verify-backup", VerifyBackupCommand::new);
        makers.put("restore", RestoreCommand::new);
        makers.put("retention", RetentionCommand::commandLine);
        makers.put("migrate", MigrateCommand::commandLine);
        makers.put("schema", SchemaCommand::commandLine);
        makers.put("embeddings", EmbeddingsCommand::commandLine);
        makers.put("import", ImportCommand::commandLine);
        makers.put("export", ExportCommand::commandLine);
        makers.put("config", ConfigCommand::new);
        makers.put("doctor", DoctorCommand::new);
        makers.put("version", VersionCommand::new);
        makers.put(COMPLETION, CompletionCommand::new);
    }

    Set<String> names() {
        return makers.keySet();
    }

    /**
     * Gives {@code program} its commands. Where the first argument names one, that one is enough: to put all of them together takes as long
     * as to log in to a database.
     */
    void addTo(CommandLine program, HoldfastCommand root, String... arguments) {
        String first = arguments[0];
        boolean one = makers.containsKey(first) && !first.equals(COMPLETION);
        makers.forEach((name, maker) -> {
            if (!one || name.equals(first)) {
                program.addSubcommand(name, maker.apply(root));
            }
        });
    }
}
