package dev.holdfast.app.cli;

import dev.holdfast.app.config.Configuration;
import dev.holdfast.app.config.Configuration.Inputs;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The root of the command line, with the options that every command has. */
@Command(
        name = "holdfast",
        description = "A durable memory for agents, on PostgreSQL.",
        synopsisHeading = "%nUsage: ",
        optionListHeading = "%nOptions:%n",
        commandListHeading = "%nCommands:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  holdfast                                    serve, on a PostgreSQL of its own in ~/.holdfast",
            "  DATABASE_URL=postgres://... holdfast serve  serve, on yours",
            "  holdfast mcp                                the same memories for an agent, over standard input and"
                    + " output",
            "  holdfast ingest docs --collection handbook  files of a folder into a collection of a running server",
            "  holdfast keys create --name ci --role writer",
            "  holdfast doctor                             what is wrong, and what to do",
            "",
            "Exit codes: 0 done; 1 a check failed; 2 wrong usage or configuration; 3 something is unavailable.",
            "Configuration: environment variables, a file (--config), or nothing; see `holdfast config --reference`."
        })
final class HoldfastCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls anything
    private CommandSpec spec;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "Take settings from this HOCON file.")
    private @Nullable Path file;

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            scope = ScopeType.INHERIT,
            description = "Set of defaults: development, test or production.")
    private @Nullable String profile;

    @Option(
            names = "--home",
            paramLabel = "FOLDER",
            scope = ScopeType.INHERIT,
            description = "Folder of the embedded database and the master secret (~/.holdfast).")
    private @Nullable String home;

    @Option(
            names = "--storage",
            paramLabel = "KIND",
            scope = ScopeType.INHERIT,
            description = "Where the data lives: embedded, postgres or memory.")
    private @Nullable String storage;

    @Option(
            names = {"-v", "--verbose"},
            scope = ScopeType.INHERIT,
            description = "Show where a failure comes from.")
    private boolean verbose;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this help.")
    @SuppressWarnings("UnusedVariable") // that it was given is all, and picocli sees to that
    private boolean help;

    private final Surroundings surroundings;

    HoldfastCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }

    boolean verbose() {
        return verbose || Boolean.parseBoolean(surroundings.environment().get("HOLDFAST_DEBUG"));
    }

    Surroundings surroundings() {
        return surroundings;
    }

    Configuration configuration() {
        return configuration(Map.of());
    }

    /** @param more flags of one command */
    Configuration configuration(Map<String, String> more) {
        Map<String, String> flags = new LinkedHashMap<>(more);
        put(flags, "--profile", profile);
        put(flags, "--home", home);
        put(flags, "--storage", storage);
        return Configuration.read(new Inputs(surroundings.environment(), flags, Optional.ofNullable(file)));
    }

    static void put(Map<String, String> flags, String name, @Nullable Object value) {
        if (value != null) {
            flags.put(name, value.toString());
        }
    }
}
