package dev.holdfast.bench.openloop;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What one connection saw. */
final class Samples {
    private final List<Long> succeeded = new ArrayList<>();
    private final List<Long> refused = new ArrayList<>();
    private long broken;

    void send(Connection connection, byte[] request, long due) {
        long sent = System.nanoTime();
        try {
            int status = connection.ask(request);
            long now = System.nanoTime();
            if (status / 100 == 2) {
                succeeded.add(now - due);
            } else {
                refused.add(now - sent);
            }
        } catch (IOException failed) {
            broken++;
        }
    }

    /** From when each was due, in nanoseconds. */
    List<Long> succeeded() {
        return succeeded;
    }

    /** From when each was sent, in nanoseconds. */
    List<Long> refused() {
        return refused;
    }

    long broken() {
        return broken;
    }
}
