package dev.holdfast.app.cli;

import com.codahale.metrics.MetricRegistry;
import dev.holdfast.app.config.HoldfastConfig;
import dev.holdfast.app.storage.Storage;
import dev.holdfast.app.storage.StorageSource.Use;
import dev.holdfast.postgres.operations.Bootstrap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code holdfast db}. */
@Command(
        name = "db",
        description = "The database: what an administrator has to make in it, waiting for it, and its size.")
final class DbCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls anything
    private CommandSpec spec;

    static CommandLine commandLine(HoldfastCommand root) {
        return new CommandLine(new DbCommand())
                .addSubcommand(new PrintBootstrap(root))
                .addSubcommand(new Wait(root))
                .addSubcommand(new DbSizeCommand(root));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "db what? bootstrap, wait or size");
    }

    @Command(
            name = "bootstrap",
            description = {
                "Print the SQL that makes the roles and the schema, for an administrator of the database to run.",
                "Needs no database. `serve` runs it by itself when its user may."
            },
            footerHeading = "%nExamples:%n",
            footer = {
                "  holdfast db bootstrap --user app | psql -h db.example.org -U postgres holdfast",
                "  DATABASE_URL=postgres://app@db.example.org/holdfast holdfast serve"
            })
    private static final class PrintBootstrap implements Callable<Integer> {
        @Option(
                names = "--user",
                paramLabel = "NAME",
                description = "The user that the server logs in with; default: the setting `database.user`.")
        private @Nullable String user;

        private final HoldfastCommand root;

        private PrintBootstrap(HoldfastCommand root) {
            this.root = root;
        }

        @Override
        public Integer call() {
            String name =
                    user == null ? root.configuration().config().database().user() : user;
            root.surroundings().out().print(Bootstrap.sql(name));
            return ExitCode.OK;
        }
    }

    @Command(
            name = "wait",
            description = {
                "Wait until the database answers and has the schema that this version needs.",
                "For start scripts and init containers. Changes nothing; ends with 0 when a server could serve, with 3 when the"
                        + " time is over, and at once when waiting would not help, such as with a wrong password."
            },
            footerHeading = "%nExamples:%n",
            footer = {
                "  DATABASE_URL=postgres://app@db.example.org/holdfast holdfast db wait --timeout 2m",
                "  HOLDFAST_MIGRATE_ON_START=false holdfast db wait && holdfast serve"
            })
    private static final class Wait implements Callable<Integer> {
        @Option(
                names = "--timeout",
                paramLabel = "TIME",
                description = "How long, such as 90s or 2m; default: the setting `database.startup_timeout`.")
        private @Nullable String timeout;

        @Mixin
        private final JsonOption json = new JsonOption();

        private final HoldfastCommand root;

        private Wait(HoldfastCommand root) {
            this.root = root;
        }

        @Override
        public Integer call() {
            Map<String, String> flags = new LinkedHashMap<>();
            HoldfastCommand.put(flags, "--timeout", timeout);
            HoldfastConfig config = root.configuration(flags).config();
            Surroundings surroundings = root.surroundings();
            try (Storage storage =
                    surroundings.storages().open(config, Use.WAIT, new MetricRegistry(), surroundings::progress)) {
                if (json.wanted()) {
                    Output.json(surroundings.out(), Map.of("ready", true, "database", storage.location()));
                } else {
                    surroundings.out().println(storage.location() + " is ready to serve.");
                }
            }
            return ExitCode.OK;
        }
    }
}
