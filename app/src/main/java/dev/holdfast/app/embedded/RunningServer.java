package dev.holdfast.app.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A postmaster of a home folder, as found in its data folder's note and proven by the program it runs: each home has
 * its own copy of the binaries, so a process that runs from them is one of ours, and any other is not.
 *
 * @param process holds on to the start time too, so another process that gets the same id later is not mistaken for it
 */
record RunningServer(ProcessHandle process, HomeFolder home) {

    private enum Kind {
        OURS,
        STRANGER,
        UNKNOWN
    }

    /** The living postmaster of this home, ready or not. */
    static Optional<RunningServer> find(HomeFolder home) {
        Optional<ProcessHandle> process =
                PostmasterFile.in(home.data()).map(PostmasterFile::pid).flatMap(ProcessHandle::of);
        if (process.isEmpty()) {
            return Optional.empty();
        }
        return switch (kindOf(process.get(), home)) {
            case OURS -> Optional.of(new RunningServer(process.get(), home));
            case STRANGER -> {
                // The id in a note left by a kill -9 has been given to somebody else, as happens in a container.
                PostmasterFile.setAside(home.data());
                yield Optional.empty();
            }
            // PostgreSQL itself is the judge: it does not start where another one may be at work.
            case UNKNOWN -> Optional.empty();
        };
    }

    /** Processes of this home's PostgreSQL. */
    static Stream<ProcessHandle> processesOf(HomeFolder home) {
        return ProcessHandle.allProcesses().filter(process -> kindOf(process, home) == Kind.OURS);
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return isAlive(process);
    }

    boolean isReady() {
        return isAlive() && note().filter(PostmasterFile::ready).isPresent();
    }

    /** Where it listens, 0 as long as it does not. */
    int port() {
        return note().map(PostmasterFile::port).orElse(0);
    }

    boolean runsFrom(Path binaries) {
        return process.info()
                .command()
                .filter(command -> Path.of(command).startsWith(binaries))
                .isPresent();
    }

    private Optional<PostmasterFile> note() {
        return PostmasterFile.in(home.data()).filter(file -> file.pid() == process.pid());
    }

    private static Kind kindOf(ProcessHandle process, HomeFolder home) {
        if (!isAlive(process)) {
            return Kind.STRANGER;
        }
        Optional<Path> program = process.info().command().map(Path::of);
        if (program.isEmpty()) {
            return Kind.UNKNOWN;
        }
        if (program.get().startsWith(home.root().resolve("postgres"))) {
            return Kind.OURS;
        }
        Path name = program.get().getFileName();
        if (name == null || !name.toString().startsWith("postgres")) {
            return Kind.STRANGER;
        }
        return worksElsewhere(process, home) ? Kind.STRANGER : Kind.UNKNOWN;
    }

    /** A postmaster works in its data folder. Only Linux lets one see that. */
    private static boolean worksElsewhere(ProcessHandle process, HomeFolder home) {
        try {
            Path folder = Files.readSymbolicLink(Path.of("/proc", Long.toString(process.pid()), "cwd"));
            return !folder.equals(home.data());
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    /** Unlike {@link ProcessHandle#isAlive()} it knows the dead that nobody has buried. */
    static boolean isAlive(ProcessHandle process) {
        return process.isAlive() && !isDefunct(process);
    }

    /** Dead, but not yet buried by its parent, which can take for ever in a container without an init process. */
    private static boolean isDefunct(ProcessHandle process) {
        Path stat = Path.of("/proc", Long.toString(process.pid()), "stat");
        try {
            String line = Files.readString(stat, StandardCharsets.ISO_8859_1);
            return line.regionMatches(line.lastIndexOf(')') + 2, "Z", 0, 1);
        } catch (IOException e) {
            return false;
        }
    }
}
