package dev.holdfast.app.cli;

import com.codahale.metrics.MetricRegistry;
import dev.holdfast.app.config.HoldfastConfig;
import dev.holdfast.app.logging.Logging;
import dev.holdfast.app.module.Wiring;
import dev.holdfast.app.secrets.MasterSecret;
import dev.holdfast.app.serve.EarlyCollection;
import dev.holdfast.app.serve.ProcessMetrics;
import dev.holdfast.app.serve.Server;
import dev.holdfast.app.serve.StopSignals;
import dev.holdfast.app.storage.Storage;
import dev.holdfast.app.storage.StorageSource.Use;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code holdfast serve}. */
@Command(
        name = "serve",
        description = {
            "Serve until stopped with Ctrl-C or SIGTERM. The default command.",
            "The first start prints an administrator key. A second signal ends the server at once."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  holdfast serve                                      on a PostgreSQL of its own in ~/.holdfast",
            "  holdfast serve --port 8080 --home /var/lib/holdfast",
            "  DATABASE_URL=postgres://user:pw@db/holdfast holdfast serve --profile production",
            "  holdfast serve --storage memory                     to try things out; nothing is kept"
        })
final class ServeCommand implements Callable<Integer> {
    @Option(names = "--host", paramLabel = "ADDRESS", description = "Address to listen on (127.0.0.1).")
    private @Nullable String host;

    @Option(names = "--port", paramLabel = "PORT", description = "Port to listen on (7070); 0 picks a free one.")
    private @Nullable String port;

    @Option(
            names = "--mcp-tools",
            paramLabel = "SETS",
            description = "Tools offered to agents: memory, memory-server, or both with a comma.")
    private @Nullable String mcpTools;

    private final HoldfastCommand root;

    ServeCommand(HoldfastCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        Map<String, String> flags = new LinkedHashMap<>();
        HoldfastCommand.put(flags, "--host", host);
        HoldfastCommand.put(flags, "--port", port);
        HoldfastCommand.put(flags, "--mcp-tools", mcpTools);
        HoldfastConfig config = root.configuration(flags).config();
        Logging.configure(config.log());
        StopSignals signals = StopSignals.listen();
        try (Server server = Server.start(open(config))) {
            root.surroundings().out().print(server.banner());
            root.surroundings().out().flush();
            Launcher.served();
            signals.await();
        } finally {
            Logging.end();
            signals.ended();
        }
        return ExitCode.OK;
    }

    private Wiring open(HoldfastConfig config) {
        Surroundings surroundings = root.surroundings();
        // Before the database: a database without its secret must never come to be.
        MasterSecret secret = Operation.secretOf(config, surroundings);
        MetricRegistry metrics = new MetricRegistry();
        ProcessMetrics.register(metrics);
        EarlyCollection.begin();
        Storage storage = surroundings.storages().open(config, Use.SERVE, metrics, surroundings::progress);
        return new Wiring(config, secret, storage, surroundings.clock(), surroundings.random(), metrics);
    }
}
