package dev.holdfast.app.cli;

import dev.holdfast.domain.shared.TenantId;
import dev.holdfast.ports.graph.GraphService;
import dev.holdfast.ports.identity.TenantService;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code holdfast import}. */
@Command(name = "import", description = "Take over what another program kept.")
final class ImportCommand implements Runnable {
    private ImportCommand() {}

    static CommandLine commandLine(HoldfastCommand root) {
        return new CommandLine(new ImportCommand()).addSubcommand(new MemoryServer(root));
    }

    @Override
    public void run() {
        throw new Failure(ExitCode.USAGE, "what to import is missing", "Try: holdfast import memory-server FILE");
    }

    /** {@code holdfast import memory-server}. */
    @Command(
            name = "memory-server",
            description = {
                "Take over the file of the official MCP memory server (memory.jsonl) into the graph that --mcp-tools",
                "memory-server offers. What is there already is left alone, so it may be repeated."
            })
    static final class MemoryServer implements Callable<Integer> {
        @Mixin
        private final TenantOption tenant = new TenantOption();

        @Parameters(paramLabel = "FILE", description = "The file, one JSON object per line.")
        private @Nullable Path file;

        private final HoldfastCommand root;

        MemoryServer(HoldfastCommand root) {
            this.root = root;
        }

        @Override
        public Integer call() throws IOException {
            try (Operation operation = Operation.open(root);
                    InputStream lines = open(Objects.requireNonNull(file))) {
                TenantId within = tenant.in(operation.config());
                if (within.equals(operation.config().general().tenant())) {
                    // The first thing somebody does who comes from there.
                    operation.get(TenantService.class).ensure(within);
                }
                GraphFile.Imported done =
                        new GraphFile(operation.get(GraphService.class), () -> operation.callIn(within)).read(lines);
                root.surroundings()
                        .out()
                        .println("read " + done.lines() + " lines; added " + done.entities() + " entities, "
                                + done.observations() + " observations to others, " + done.relations() + " relations");
            }
            return ExitCode.OK;
        }

        private static InputStream open(Path file) throws IOException {
            try {
                return Files.newInputStream(file);
            } catch (NoSuchFileException absent) {
                throw new Failure(
                        ExitCode.USAGE,
                        "there is no file " + file,
                        "The official server says where in MEMORY_FILE_PATH.");
            }
        }
    }
}
