package dev.holdfast.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * Processor time spent so far, in ticks of 10 ms, as Linux counts it.
 *
 * @param server of the server that is measured
 * @param database of PostgreSQL and all of its processes, those that ended too
 * @param generator of this program, and of those it ran that have ended
 * @param machine of everything there is, but for waiting
 */
record Cpu(long server, long database, long generator, long machine) {
    private static final int TICKS_PER_SECOND = 100;

    /** Nothing where there is no /proc. */
    static Optional<Cpu> now(OptionalLong server, long databasePid) {
        if (!Files.isReadable(Path.of("/proc/stat"))) {
            return Optional.empty();
        }
        try {
            Map<Long, long[]> processes = processes();
            long database = processes.entrySet().stream()
                    .filter(process -> process.getKey() == databasePid || process.getValue()[0] == databasePid)
                    .mapToLong(process -> process.getValue()[1]
                            + (process.getKey() == databasePid ? process.getValue()[2] : 0))
                    .sum();
            long self = ProcessHandle.current().pid();
            return Optional.of(
                    new Cpu(
                    server.isPresent() ? processes.get(server.getAsLong())[1] : 0,
                    database,
                    processes.get(self)[1] + processes.get(self)[2],
                    machineBusy()));
        } catch (IOException | NullPointerException unreadable) {
            return Optional.empty();
        }
    }

    Shares since(Cpu earlier, double seconds) {
        double ticks = seconds * TICKS_PER_SECOND;
        double ofServer = (server - earlier.server) / ticks;
        double ofDatabase = (database - earlier.database) / ticks;
        double ofGenerator = (generator - earlier.generator) / ticks;
        double all = (machine - earlier.machine) / ticks;
        return new Shares(ofServer, ofDatabase, ofGenerator, Math.max(0, all - ofServer - ofDatabase - ofGenerator));
    }

    /** Processors kept busy. */
    record Shares(double server, double database, double generator, double others) {
        /** What others did is more than the kernel's own work for us can explain. */
        boolean disturbed() {
            return others > 0.35;
        }
    }

    /** Of each process: parent, own ticks, ticks of its ended children. */
    private static Map<Long, long[]> processes() throws IOException {
        Map<Long, long[]> found = new HashMap<>();
        try (Stream<Path> entries = Files.list(Path.of("/proc"))) {
            for (Path entry : entries.filter(e -> e.getFileName().toString().matches("\\d+")).toList()) {
                try {
                    String line = Files.readString(entry.resolve("stat"));
                    // The name in parentheses may hold anything.
                    String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ");
                    found.put(Long.valueOf(entry.getFileName().toString()), new long[] {
                        Long.parseLong(fields[1]),
                        Long.parseLong(fields[11]) + Long.parseLong(fields[12]),
                        Long.parseLong(fields[13]) + Long.parseLong(fields[14])
                    });
                } catch (IOException ended) {
                    continue;
                }
            }
        }
        return found;
    }

    private static long machineBusy() throws IOException {
        String[] fields = Files.readString(Path.of("/proc/stat")).lines().findFirst().orElseThrow().split(" +");
        long busy = 0;
        for (int i = 1; i <= 8; i++) {
            // user nice system idle iowait irq softirq steal
            busy += i == 4 || i == 5 ? 0 : Long.parseLong(fields[i]);
        }
        return busy;
    }
}
