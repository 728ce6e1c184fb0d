package dev.holdfast.app.cli;

import dev.holdfast.app.Version;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code holdfast version}. */
@Command(name = "version", description = "Show the version of Holdfast and of Java.")
final class VersionCommand implements Callable<Integer> {
    private final HoldfastCommand root;

    VersionCommand(HoldfastCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        root.surroundings()
                .out()
                .println("holdfast " + Version.current() + " (Java " + Runtime.version() + ", "
                        + System.getProperty("os.name") + " " + System.getProperty("os.arch") + ")");
        return ExitCode.OK;
    }
}
