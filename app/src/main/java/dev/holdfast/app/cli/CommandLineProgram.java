package dev.holdfast.app.cli;

import dev.holdfast.app.logging.Logging;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** The program as the shell sees it: arguments in, exit code out. */
public final class CommandLineProgram {
    /** These alone concern the whole program; any other leading option belongs to {@code serve}. */
    private static final Set<String> OF_THE_ROOT = Set.of("-h", "--help", "-V", "--version");

    private CommandLineProgram() {}

    /** Runs one command. @return the exit code */
    public static int run(Surroundings surroundings, String... arguments) {
        HoldfastCommand root = new HoldfastCommand(surroundings);
        CommandLine program = new CommandLine(root);
        program.addSubcommand(new ServeCommand(root))
                .addSubcommand(new McpCommand(root))
                .addSubcommand(new IngestCommand(root))
                .addSubcommand(KeysCommand.commandLine(root))
                .addSubcommand(TenantsCommand.commandLine(root))
                .addSubcommand(AuditCommand.commandLine(root))
                .addSubcommand(DbCommand.commandLine(root))
                .addSubcommand(new BackupCommand(root))
                .addSubcommand(new VerifyBackupCommand(root))
                .addSubcommand(new RestoreCommand(root))
                .addSubcommand(RetentionCommand.commandLine(root))
                .addSubcommand(MigrateCommand.commandLine(root))
                .addSubcommand(SchemaCommand.commandLine(root))
                .addSubcommand(EmbeddingsCommand.commandLine(root))
                .addSubcommand(ImportCommand.commandLine(root))
                .addSubcommand(ExportCommand.commandLine(root))
                .addSubcommand(new ConfigCommand(root))
                .addSubcommand(new DoctorCommand(root))
                .addSubcommand(new VersionCommand(root))
                .addSubcommand(new CompletionCommand(root));
        program.setOut(new PrintWriter(surroundings.out(), true, StandardCharsets.UTF_8));
        program.setErr(new PrintWriter(surroundings.err(), true, StandardCharsets.UTF_8));
        program.setUsageHelpAutoWidth(true);
        program.setCaseInsensitiveEnumValuesAllowed(true);
        program.setParameterExceptionHandler((wrong, given) -> refuse(wrong, surroundings));
        program.setExecutionExceptionHandler((failure, command, parsed) -> fail(failure, root));
        program.setExecutionStrategy(parsed -> {
            Logging.configureForCommand(root.verbose());
            return new CommandLine.RunLast().execute(parsed);
        });
        return program.execute(withDefault(program.getSubcommands().keySet(), arguments));
    }

    private static String[] withDefault(Set<String> commands, String... arguments) {
        if (arguments.length > 0 && (!arguments[0].startsWith("-") || OF_THE_ROOT.contains(arguments[0]))) {
            return arguments[0].equals("-V") || arguments[0].equals("--version") ? new String[] {"version"} : arguments;
        }
        // Options before a command's name are everybody's: the command decides.
        if (List.of(arguments).stream().anyMatch(commands::contains)) {
            return arguments;
        }
        String[] serve = new String[arguments.length + 1];
        serve[0] = "serve";
        System.arraycopy(arguments, 0, serve, 1, arguments.length);
        return serve;
    }

    private static int refuse(ParameterException wrong, Surroundings surroundings) {
        surroundings.err().println("holdfast: " + wrong.getMessage());
        surroundings
                .err()
                .println("  Try: " + wrong.getCommandLine().getCommandSpec().qualifiedName() + " --help");
        return ExitCode.USAGE;
    }

    private static int fail(Exception thrown, HoldfastCommand root) {
        Failure failure = Failure.of(thrown);
        PrintStream err = root.surroundings().err();
        err.println("holdfast: " + failure.getMessage());
        if (!failure.hint().isEmpty()) {
            err.println("  " + failure.hint());
        }
        if (root.verbose()) {
            thrown.printStackTrace(err);
        }
        return failure.exitCode();
    }
}
