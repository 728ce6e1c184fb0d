package dev.holdfast.http;

import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** A test class with a server over the storage in memory. Its tests share it; each uses tenants of its own. */
@TestInstance(Lifecycle.PER_CLASS)
public abstract class OnMemory {
    private HttpUnderTest server;

    @BeforeAll
    final void start() {
        server = HttpUnderTest.offering(new StorageInMemory(), offered().toArray(String[]::new));
    }

    @AfterAll
    final void stop() {
        server.close();
    }

    /** The sets of tools that agents are offered. */
    protected List<String> offered() {
        return List.of("memory");
    }

    protected final HttpUnderTest server() {
        return server;
    }

    /** Another server over a storage of its own, that reads the time from {@code clock}. */
    protected static HttpUnderTest onMemory(Clock clock) {
        return HttpUnderTest.over(new StorageInMemory(clock), clock);
    }
}
