package dev.holdfast.postgres.operations;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * One node at a time works on the database itself; the others wait for their turn. It ends with its connection, however that ends.
 * Flyway has a lock of its own, but looks at the schema and writes its baseline before it takes it.
 */
final class Turn implements AutoCloseable {
    /** The number is any, and the same on every node. The connection idles while the work is done on another. */
    static final String SQL = """
            SET LOCAL idle_in_transaction_session_timeout = 0;
            SELECT pg_advisory_xact_lock(29395908909490547)
            """;

    private final Connection connection;

    private Turn(Connection connection) {
        this.connection = connection;
    }

    /** Waits until no other node has it. */
    static Turn take(AdminConnection admin) throws SQLException {
        Connection connection = admin.open();
        try (Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute(SQL);
            return new Turn(connection);
        } catch (SQLException failed) {
            connection.close();
            throw failed;
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
