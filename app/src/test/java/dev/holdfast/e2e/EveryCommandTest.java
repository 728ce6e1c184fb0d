package dev.holdfast.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.app.cli.Shell;
import dev.holdfast.app.storage.ConfiguredStorage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What an operator says to a PostgreSQL that somebody else runs, from an empty database to a restored one. */
class EveryCommandTest {
    @RegisterExtension
    static final Nodes NODES = Nodes.perTest();

    @TempDir
    private Path folder;

    private String url = "";

    private String run(String... arguments) {
        Shell.Result result = new Shell(folder.resolve("home"))
                .on(new ConfiguredStorage(Clock.systemUTC(), new SecureRandom()))
                .with("HOLDFAST_SECRET", "a secret that is long enough for anybody")
                .with("DATABASE_URL", url)
                .run(arguments);
        assertThat(result.exitCode())
                .as("%s: %s%s", String.join(" ", arguments), result.out(), result.err())
                .isZero();
        return result.out();
    }

    @Test
    void everyCommandShouldWorkOnADatabaseOfOnesOwn() throws IOException {
        url = NODES.database().url();
        assertThat(run("db", "bootstrap")).contains("holdfast_owner");
        run("migrate", "up");
        run("db", "wait", "--timeout", "10s");
        run("migrate", "status");
        run("migrate", "history");
        run("migrate", "validate");
        run("migrate", "repair-plan");
        run("schema", "validate");
        run("schema", "diff");
        run("schema", "repair", "--dry-run");
        run("schema", "backup", folder.resolve("schema.sql").toString());
        assertThat(folder.resolve("schema.sql")).isNotEmptyFile();

        run("tenants", "create", "acme");
        assertThat(run("tenants", "list")).contains("acme");
        assertThat(run("keys", "create", "--tenant", "acme", "--name", "one", "--role", "admin"))
                .startsWith("hf_");
        assertThat(run("keys", "list", "--tenant", "acme")).contains("one");
        Path graph = Files.writeString(
                folder.resolve("graph.json"),
                "{\"type\":\"entity\",\"name\":\"Tea\",\"entityType\":\"drink\",\"observations\":[\"is hot\"]}\n");
        run("import", "memory-server", "--tenant", "acme", graph.toString());
        assertThat(run("export", "memory-server", "--tenant", "acme")).contains("is hot");
        run("audit", "verify", "--tenant", "acme");
        run("embeddings", "status", "--tenant", "acme");
        run("retention", "set", "--tenant", "acme", "recalls", "--max-age-days", "30");
        assertThat(run("retention", "list", "--tenant", "acme")).contains("recalls");
        run("retention", "plan", "--tenant", "acme");
        run("retention", "run", "--tenant", "acme");
        run("retention", "remove", "--tenant", "acme", "recalls");
        run("db", "size");
        run("doctor");

        String backup = folder.resolve("backup.zip").toString();
        run("backup", backup);
        run("verify-backup", backup);
        run("migrate", "down", "--to", "9", "--allow-data-loss", "--no-backup");
        assertThat(run("migrate", "status")).contains("undone");
        run("restore", "--replace", "--yes", backup);
        assertThat(run("export", "memory-server", "--tenant", "acme")).contains("is hot");
        assertThat(run("schema", "diff")).doesNotContain("missing");
    }
}
