package dev.holdfast.app.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code holdfast embeddings}. */
@Command(
        name = "embeddings",
        description = "Vectors of texts: the index that finds them faster.",
        footerHeading = "%nExamples:%n",
        footer = {"  holdfast embeddings index", "  holdfast embeddings index --model text-embedding-3-small --drop"})
final class EmbeddingsCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls anything
    private CommandSpec spec;

    static CommandLine commandLine(HoldfastCommand root) {
        return new CommandLine(new EmbeddingsCommand()).addSubcommand(new EmbeddingsIndexCommand(root));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "embeddings what? index");
    }
}
