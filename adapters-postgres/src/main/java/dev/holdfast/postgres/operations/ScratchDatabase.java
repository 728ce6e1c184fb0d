package dev.holdfast.postgres.operations;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An empty database beside another on the same server, without a schema; gone when it is closed. */
public final class ScratchDatabase implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ScratchDatabase.class);

    private final AdminConnection beside;
    private final String name;

    private ScratchDatabase(AdminConnection beside, String name) {
        this.beside = beside;
        this.name = name;
    }

    /** @throws BackupException when the user may not create databases */
    public static ScratchDatabase beside(AdminConnection admin) {
        try (Connection connection = admin.open();
                Statement statement = connection.createStatement()) {
            String name;
            try (ResultSet row = statement.executeQuery(
                    "SELECT 'holdfast_scratch_' || \"left\"(md5(random()::text || clock_timestamp()::text), 12)")) {
                row.next();
                name = row.getString(1);
            }
            statement.execute("CREATE DATABASE " + name + " TEMPLATE template0");
            ScratchDatabase scratch = new ScratchDatabase(admin, name);
            try {
                new Bootstrap(scratch.admin()).run();
                return scratch;
            } catch (RuntimeException failed) {
                scratch.close();
                throw failed;
            }
        } catch (SQLException refused) {
            throw new BackupException(
                    "no database could be made to try the backup in (SQLSTATE " + refused.getSQLState() + ")",
                    "Name a user with CREATEDB by HOLDFAST_DATABASE_ADMIN_USER, or verify where there is one: any PostgreSQL will do.",
                    refused);
        }
    }

    public AdminConnection admin() {
        return beside.in(name);
    }

    @Override
    public void close() {
        try (Connection connection = beside.open();
                Statement statement = connection.createStatement()) {
            statement.execute("DROP DATABASE " + name + " WITH (FORCE)");
        } catch (SQLException kept) {
            LOG.warn("database {} was not dropped (SQLSTATE {}); drop it by hand", name, kept.getSQLState());
        }
    }
}
