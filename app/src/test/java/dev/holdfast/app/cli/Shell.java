package dev.holdfast.app.cli;

import dev.holdfast.app.storage.MemoryStorage;
import dev.holdfast.app.storage.Storage;
import dev.holdfast.app.storage.StorageSource;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/** Runs commands in this process, one after the other, on one store that stays. */
public final class Shell {
    private final Map<String, String> environment = new HashMap<>();
    private final Clock clock = Clock.systemUTC();
    private final Storage kept = new MemoryStorage(clock);
    private StorageSource storages = (config, use, metrics, progress) -> kept;

    public Shell(Path home) {
        environment.put("HOLDFAST_HOME", home.toString());
        environment.put("HOLDFAST_PORT", "0");
    }

    public Shell with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    public Shell on(StorageSource source) {
        storages = source;
        return this;
    }

    /** The store the commands work on; closing it does nothing. */
    Storage storage() {
        return kept;
    }

    public Result run(String... arguments) {
        return piping("", arguments);
    }

    /** With {@code input} on its standard input, which ends after it. */
    Result piping(String input, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exitCode = CommandLineProgram.run(
                new Surroundings(
                        environment,
                        new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        clock,
                        new SecureRandom(),
                        storages),
                arguments);
        return new Result(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** What a command left behind. */
    public record Result(int exitCode, String out, String err) {}
}
