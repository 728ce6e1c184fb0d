package dev.holdfast.postgres.operations;

import dev.holdfast.domain.operations.SchemaComparison;
import dev.holdfast.domain.operations.SchemaState;
import java.sql.Connection;
import java.sql.SQLException;

/** One connection of an administrator, to look at a database more than once: to log in takes longer than to look. Changes nothing. */
public final class AdminSession implements AutoCloseable {
    private final Connection connection;

    AdminSession(Connection connection) {
        this.connection = connection;
    }

    /** @throws DatabaseException when the database cannot be reached */
    public static AdminSession open(AdminConnection admin) {
        try {
            return new AdminSession(admin.open());
        } catch (SQLException failed) {
            throw new DatabaseException("the database cannot be reached: " + Reachability.reason(failed), failed);
        }
    }

    /** Whether there is nothing to make: {@link Bootstrap} and {@link Migrations#migrate} would find all of it done, and sound. */
    public boolean isPrepared() {
        return look(() -> {
            if (!Bootstrap.isDone(connection)) {
                return false;
            }
            SchemaState state = HistoryTables.read(connection);
            return state.isSound() && state.waiting().isEmpty();
        });
    }

    /** As {@link Migrations#look}. */
    public SchemaState look() {
        return look(() -> HistoryTables.read(connection));
    }

    /** As {@link Catalogue#compare()}. */
    public SchemaComparison compare() {
        return look(() -> Catalogue.compare(connection));
    }

    private interface Look<T> {
        T at() throws SQLException;
    }

    private static <T> T look(Look<T> look) {
        try {
            return look.at();
        } catch (SQLException failed) {
            throw new DatabaseException("the schema cannot be read: " + Reachability.reason(failed), failed);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException failed) {
            throw new DatabaseException("the connection could not be closed", failed);
        }
    }
}
