package dev.holdfast.app.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code holdfast embeddings}. */
@Command(
        name = "embeddings",
        description = "Vectors of texts: what there is, the way to another model, the index that finds them faster.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  holdfast embeddings status",
            "  holdfast embeddings reembed nomic-embed-text --wait",
            "  holdfast embeddings retry nomic-embed-text",
            "  holdfast embeddings index"
        })
final class EmbeddingsCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls anything
    private CommandSpec spec;

    static CommandLine commandLine(HoldfastCommand root) {
        return new CommandLine(new EmbeddingsCommand())
                .addSubcommand(new EmbeddingsStatusCommand(root))
                .addSubcommand(new EmbeddingsReembedCommand(root))
                .addSubcommand(new EmbeddingsRetryCommand(root))
                .addSubcommand(new EmbeddingsIndexCommand(root));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "embeddings what? status, reembed, retry or index");
    }
}
