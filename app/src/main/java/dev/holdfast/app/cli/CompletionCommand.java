package dev.holdfast.app.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code holdfast completion}. */
@Command(
        name = "completion",
        description = "Print a completion script for bash and zsh.",
        footerHeading = "%nExamples:%n",
        footer = "  source <(holdfast completion)")
final class CompletionCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls anything
    private CommandSpec spec;

    private final HoldfastCommand root;

    CompletionCommand(HoldfastCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        root.surroundings()
                .out()
                .print(AutoComplete.bash("holdfast", spec.root().commandLine()));
        return ExitCode.OK;
    }
}
