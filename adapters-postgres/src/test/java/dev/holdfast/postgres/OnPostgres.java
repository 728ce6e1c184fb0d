package dev.holdfast.postgres;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** A test class with a database of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class OnPostgres {
    private PostgresUnderTest storage;

    @BeforeAll
    final void open() {
        storage = new PostgresUnderTest();
    }

    @AfterAll
    final void close() {
        storage.close();
    }

    public final PostgresUnderTest storage() {
        return storage;
    }
}
