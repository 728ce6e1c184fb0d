package dev.holdfast.app.embedded;

import dev.holdfast.app.embedded.EmbeddedPostgresException.Problem;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Runs the programs of an unpacked PostgreSQL.
 *
 * <p>PostgreSQL refuses to run as root. As root on Linux each program therefore runs in a user namespace of its own
 * ({@code unshare -U}), in which it has no privilege and sees the files of root as its own.
 *
 * @param folder the unpacked binaries
 * @param prefix what comes before each command, empty for an ordinary user
 * @param workingFolder where the programs start, so that they do not pin the folder the user happens to be in
 */
record Programs(Path folder, List<String> prefix, Path workingFolder) {

    /**
     * The rest of the environment stays here: PG* would change what is started, and secrets are none of its business.
     */
    private static final Set<String> PASSED_ON = Set.of("PATH", "HOME", "TMPDIR");

    private static final File NOTHING = new File("/dev/null");

    Programs {
        prefix = List.copyOf(prefix);
    }

    static Programs in(Path folder, Platform platform, Path workingFolder) {
        if (!platform.isRoot()) {
            return new Programs(folder, List.of(), workingFolder);
        }
        List<String> prefix = List.of("unshare", "-U");
        if (!platform.isLinux() || !succeeds(prefix)) {
            throw new EmbeddedPostgresException(
                    Problem.ROOT_REFUSED,
                    "PostgreSQL does not run as root, and this machine does not allow root to give its rights up for it"
                            + " (unshare -U).",
                    "Run Holdfast as an ordinary user. " + Platform.BRING_YOUR_OWN);
        }
        return new Programs(folder, prefix, workingFolder);
    }

    String path(String program) {
        return folder.resolve("bin").resolve(program).toString();
    }

    /** Runs to the end; what it says is in the file afterwards. Returns the exit code. */
    int run(List<String> command, Path input, Path output, Duration timeout) {
        Process process = start(command, input.toFile(), ProcessBuilder.Redirect.to(output.toFile()));
        try {
            if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new EmbeddedPostgresException(
                        Problem.TIMEOUT,
                        Path.of(command.getFirst()).getFileName() + " did not end within " + timeout.toSeconds()
                                + " s.",
                        "Is the disk very slow or full? What it said is in " + output + ".");
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            throw EmbeddedPostgresException.interrupted();
        } finally {
            process.destroyForcibly();
        }
    }

    int run(List<String> command, Path output, Duration timeout) {
        return run(command, NOTHING.toPath(), output, timeout);
    }

    /** Starts what goes on running; what it says is added to the log. */
    Process launch(List<String> command, Path log) {
        return start(command, NOTHING, ProcessBuilder.Redirect.appendTo(log.toFile()));
    }

    private Process start(List<String> command, File input, ProcessBuilder.Redirect output) {
        List<String> line = new ArrayList<>(prefix);
        line.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(line)
                .directory(workingFolder.toFile())
                .redirectErrorStream(true)
                .redirectInput(input)
                .redirectOutput(output);
        builder.environment().keySet().retainAll(PASSED_ON);
        // The one locale that every machine has. The locale of the database is its own affair (see DataFolder).
        builder.environment().put("LC_ALL", "C");
        try {
            return builder.start();
        } catch (IOException e) {
            throw new EmbeddedPostgresException(
                    Problem.START_FAILED,
                    "PostgreSQL's program cannot be run: " + e.getMessage(),
                    Files.isExecutable(Path.of(command.getFirst()))
                            ? "Is the home folder on a file system mounted with noexec? Move it with HOLDFAST_HOME."
                            : "Remove " + folder + " and start again: it is unpacked anew.",
                    e);
        }
    }

    private static boolean succeeds(List<String> prefix) {
        List<String> command = new ArrayList<>(prefix);
        command.add("true");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw EmbeddedPostgresException.interrupted();
        }
    }
}
