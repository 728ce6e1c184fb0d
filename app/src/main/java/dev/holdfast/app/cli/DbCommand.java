package dev.holdfast.app.cli;

import dev.holdfast.postgres.operations.Bootstrap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code holdfast db}. */
@Command(name = "db", description = "The database: what an administrator has to make in it.")
final class DbCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls anything
    private CommandSpec spec;

    static CommandLine commandLine(HoldfastCommand root) {
        return new CommandLine(new DbCommand()).addSubcommand(new PrintBootstrap(root));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "db what? bootstrap");
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
}
