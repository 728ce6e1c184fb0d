package dev.holdfast.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Runs other programs, each with a time limit, and ends what still runs when this one ends. */
final class Programs {
    private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> RUNNING.forEach(Process::destroy)));
    }

    private Programs() {}

    /** What it wrote, both channels together; it must end well. */
    static String run(Path folder, Duration limit, Map<String, String> environment, List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            RUNNING.add(process);
            try {
                process.getOutputStream().close();
                Thread timer = Thread.ofVirtual().start(() -> endAfter(process, limit));
                String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                int status = process.waitFor();
                timer.interrupt();
                if (status != 0) {
                    throw new BenchException(command.get(0) + " ended with " + status + ":\n" + output);
                }
                return output;
            } finally {
                process.destroy();
                RUNNING.remove(process);
            }
        } catch (IOException failed) {
            throw new BenchException(command.get(0) + " did not run", failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted", stopped);
        }
    }

    /** With what it writes in a file, since it may leave a process behind that keeps writing; it must end well. */
    static void runQuietly(Path folder, Duration limit, List<String> command, Path output) {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
            if (!ended || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new BenchException(command + (ended ? " ended with " + process.exitValue() : " did not end") + ":\n"
                        + Texts.read(output));
            }
        } catch (IOException failed) {
            throw new BenchException(command.get(0) + " did not run", failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted", stopped);
        }
    }

    private static void endAfter(Process process, Duration limit) {
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException itEnded) {
            Thread.currentThread().interrupt();
        }
    }

    static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted", stopped);
        }
    }
}
