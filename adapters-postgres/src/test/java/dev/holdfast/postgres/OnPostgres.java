package dev.holdfast.postgres;

import dev.holdfast.postgres.support.Coalescing;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** A test class with a database of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class OnPostgres {
    private PostgresUnderTest storage;

    @BeforeAll
    final void open() {
        storage = PostgresUnderTest.with(TestServer.migrated(), coalescing());
    }

    /** How requests share round trips here. */
    protected Coalescing coalescing() {
        return Coalescing.ON;
    }

    @AfterAll
    final void close() {
        storage.close();
    }

    /** Lets the planner know what is there now, as autovacuum does after a while. */
    protected final void analyse() {
        try (Connection connection = storage.admin().open();
                Statement statement = connection.createStatement()) {
            statement.execute("ANALYZE");
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    public final PostgresUnderTest storage() {
        return storage;
    }
}
