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
        if (List.of("serve").equals(List.of(arguments)) || arguments.length == 0) {
            return serve(root);
        }
        CommandLine program = new CommandLine(root);
        Commands commands = new Commands();
        String[] given = withDefault(commands.names(), arguments);
        commands.addTo(program, root, given);
        program.setOut(new PrintWriter(surroundings.out(), true, StandardCharsets.UTF_8));
        program.setErr(new PrintWriter(surroundings.err(), true, StandardCharsets.UTF_8));
        program.setUsageHelpAutoWidth(true);
        program.setCaseInsensitiveEnumValuesAllowed(true);
        program.setParameterExceptionHandler((wrong, refused) -> refuse(wrong, surroundings));
        program.setExecutionExceptionHandler((failure, command, parsed) -> fail(failure, root));
        program.setExecutionStrategy(parsed -> {
            Logging.configureForCommand(root.verbose());
            return new CommandLine.RunLast().execute(parsed);
        });
        return program.execute(given);
    }

    /** With nothing to parse. What parses takes a sixth of a start: no cache of classes takes it, being made for Java 5. */
    private static int serve(HoldfastCommand root) {
        Logging.configureForCommand(root.verbose());
        try {
            return new ServeCommand(root).call();
        } catch (Exception failure) {
            return fail(failure, root);
        }
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
