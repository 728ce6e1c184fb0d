package dev.holdfast.app.cli;

import dev.holdfast.domain.shared.TenantId;
import dev.holdfast.ports.graph.GraphService;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code holdfast export}. */
@Command(name = "export", description = "Write what is kept in the form of another program.")
final class ExportCommand implements Runnable {
    private ExportCommand() {}

    static CommandLine commandLine(HoldfastCommand root) {
        return new CommandLine(new ExportCommand()).addSubcommand(new MemoryServer(root));
    }

    @Override
    public void run() {
        throw new Failure(ExitCode.USAGE, "what to export is missing", "Try: holdfast export memory-server");
    }

    /** {@code holdfast export memory-server}. */
    @Command(
            name = "memory-server",
            description = "Write the graph to standard output, as the official MCP memory server keeps it.")
    static final class MemoryServer implements Callable<Integer> {
        @Mixin
        private final TenantOption tenant = new TenantOption();

        private final HoldfastCommand root;

        MemoryServer(HoldfastCommand root) {
            this.root = root;
        }

        @Override
        public Integer call() {
            try (Operation operation = Operation.open(root)) {
                TenantId within = tenant.in(operation.config());
                int lines = new GraphFile(operation.get(GraphService.class), () -> operation.callIn(within))
                        .write(root.surroundings().out());
                root.surroundings().progress("wrote " + lines + " lines");
            }
            return ExitCode.OK;
        }
    }
}
