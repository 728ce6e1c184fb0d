package dev.holdfast.app.cli;

import picocli.CommandLine.Option;

/** {@code --json}. */
final class JsonOption {
    @Option(names = "--json", description = "Print JSON, for machines.")
    private boolean json;

    boolean wanted() {
        return json;
    }
}
