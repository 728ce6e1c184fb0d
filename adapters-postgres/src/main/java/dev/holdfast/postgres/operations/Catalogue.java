package dev.holdfast.postgres.operations;

import dev.holdfast.domain.operations.Drift;
import dev.holdfast.domain.operations.DriftState;
import dev.holdfast.domain.operations.SchemaComparison;
import dev.holdfast.domain.operations.SchemaObject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * What the schema of a database is made of, in the order in which it can be made: tables, columns, constraints, indexes, policies,
 * triggers, functions, rights, roles. Any role may ask.
 */
public final class Catalogue {
    private static final String TRAFFIC = "holdfast_app";

    private final AdminConnection admin;

    public Catalogue(AdminConnection admin) {
        this.admin = admin;
    }

    /** Equal for equal schemas. */
    public List<SchemaObject> objects() {
        try (Connection connection = admin.open()) {
            return read(connection, false);
        } catch (SQLException failed) {
            throw unread(failed);
        }
    }

    /** Beside what this program expects. */
    public SchemaComparison compare() {
        try (Connection connection = admin.open()) {
            return compare(connection);
        } catch (SQLException failed) {
            throw unread(failed);
        }
    }

    /**
     * Whether a difference may be lived with: the role of traffic may be made by hand, and be allowed to make databases, or to inherit
     * from roles as long as it is a member of none.
     */
    public static boolean isHarmless(Drift drift, SchemaComparison all) {
        boolean alone = all.drifts().stream()
                .noneMatch(each -> each.object().kind().equals("membership")
                        && each.object().name().startsWith(TRAFFIC + " in "));
        return drift.state() == DriftState.CHANGED
                && drift.object().kind().equals("role")
                && drift.object().name().equals(TRAFFIC)
                && alone
                && drift.object()
                        .definition()
                        .equals(withoutHarmless(drift.found().orElse("")));
    }

    private static String withoutHarmless(String role) {
        return role.replace(" INHERIT", " NOINHERIT").replace(" CREATEDB", "");
    }

    static SchemaComparison compare(Connection connection) throws SQLException {
        int version = HistoryTables.read(connection).current();
        int expected = ExpectedSchema.version();
        return SchemaComparison.of(
                version, expected, ExpectedSchema.objects(), version == expected ? read(connection, false) : List.of());
    }

    /**
     * In a transaction of its own, for the time of which names are written in full.
     *
     * @param history whether the tables that tell of the schema are wanted too
     */
    static List<SchemaObject> read(Connection connection, boolean history) throws SQLException {
        boolean autoCommit = connection.getAutoCommit();
        connection.setAutoCommit(false);
        try (Statement setting = connection.createStatement();
                PreparedStatement statement = connection.prepareStatement(Resources.text("db/catalogue.sql"))) {
            setting.execute("SET LOCAL search_path = ''; SET LOCAL quote_all_identifiers = off");
            statement.setBoolean(1, history);
            List<SchemaObject> objects = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    objects.add(SchemaScript.object(row.getString(1), row.getString(2), row.getString(3)));
                }
            }
            return objects;
        } finally {
            connection.rollback();
            connection.setAutoCommit(autoCommit);
        }
    }

    private static DatabaseException unread(SQLException failed) {
        return new DatabaseException("the catalogue could not be read (SQLSTATE " + failed.getSQLState() + ")", failed);
    }
}
