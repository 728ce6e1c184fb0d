package dev.holdfast.e2e;

import dev.holdfast.app.embedded.EmbeddedDatabase;
import dev.holdfast.domain.shared.Secret;
import dev.holdfast.postgres.InstalledPostgres;
import dev.holdfast.postgres.operations.AdminConnection;

/**
 * A PostgreSQL that runs, whoever started it.
 *
 * @param pid of the process that all others of it descend from
 * @param stop ends it in order
 */
record Running(AdminConnection admin, int port, long pid, Runnable stop) {
    static Running of(EmbeddedDatabase database) {
        return new Running(
                new AdminConnection(
                        database.jdbcUrl("postgres"), database.superuser(), new Secret(database.superuserPassword())),
                database.port(),
                database.pid(),
                database::close);
    }

    /** Starts it. */
    static Running of(InstalledPostgres server) {
        server.start();
        return new Running(server.admin("postgres"), server.port(), server.pid(), server::close);
    }
}
