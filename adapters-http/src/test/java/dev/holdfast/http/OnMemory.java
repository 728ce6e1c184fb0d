package dev.holdfast.http;

import java.time.Clock;
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
        server = HttpUnderTest.over(new StorageInMemory());
    }

    @AfterAll
    final void stop() {
        server.close();
    }

    protected final HttpUnderTest server() {
        return server;
    }

    /** Another server over a storage of its own, that reads the time from {@code clock}. */
    protected static HttpUnderTest onMemory(Clock clock) {
        return HttpUnderTest.over(new StorageInMemory(clock), clock);
    }
}
