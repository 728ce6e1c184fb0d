package dev.holdfast.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/**
 * What the server takes before it does anything.
 *
 * @param fresh with nothing there: the database is made first
 * @param cold with a database, but without the archive of classes that a server leaves
 * @param warm with both; the median of three
 */
record Start(Duration fresh, Duration cold, Duration warm) {
    private static final int ROOM = 120;

    /** Leaves the server running, with room for pgbench's connections. */
    static Start measure(Holdfast holdfast) {
        Duration fresh = holdfast.start();
        try (Database database = new Database(holdfast)) {
            database.makeRoom(ROOM);
        }
        holdfast.stop();
        holdfast.forgetClassArchive();
        Duration cold = holdfast.start();
        Duration[] warm = new Duration[3];
        for (int i = 0; i < warm.length; i++) {
            holdfast.stop();
            warm[i] = holdfast.start();
        }
        Arrays.sort(warm);
        return new Start(fresh, cold, warm[1]);
    }

    /** Resident memory of a process, in bytes, where Linux tells. */
    static Optional<Long> memory(long pid) {
        try {
            return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .map(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024)
                    .findFirst();
        } catch (IOException untold) {
            return Optional.empty();
        }
    }
}
