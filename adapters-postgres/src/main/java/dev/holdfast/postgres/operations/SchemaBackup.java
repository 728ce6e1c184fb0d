package dev.holdfast.postgres.operations;

import dev.holdfast.domain.operations.SchemaObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A schema as a script that makes it again in an empty database, with the history of its versions and without a row of anybody. As the
 * database has it, not as this program would: what somebody changed or added is in it.
 */
public final class SchemaBackup {
    /** Of the file. */
    public static final int FORMAT = 1;

    /** Names are written in full, and bodies of functions may speak of what is made later. */
    static final String QUIETLY = "SET LOCAL search_path = ''; SET LOCAL check_function_bodies = off;\n";

    private static final String DIGEST = "-- sha256 of all lines after this one: ";

    /**
     * What was written.
     *
     * @param version of the schema
     * @param sha256 of the script, in hexadecimal digits
     */
    public record Written(int version, int objects, String sha256) {}

    private final AdminConnection admin;

    public SchemaBackup(AdminConnection admin) {
        this.admin = admin;
    }

    /** @throws BackupException when there is such a file already, or it cannot be written */
    public Written to(Path file) {
        try (Connection connection = admin.open()) {
            int version = HistoryTables.read(connection).current();
            List<SchemaObject> objects = Catalogue.read(connection, true);
            String script = script(connection, version, objects);
            String digest =
                    HexFormat.of().formatHex(BackupDigest.sha256().digest(script.getBytes(StandardCharsets.UTF_8)));
            Files.writeString(file, DIGEST + digest + "\n" + script, StandardOpenOption.CREATE_NEW);
            return new Written(version, objects.size(), digest);
        } catch (FileAlreadyExistsException there) {
            throw new BackupException(
                    file + " is there already", "Choose another name; nothing is overwritten.", there);
        } catch (IOException unwritable) {
            throw new BackupException(
                    file + " cannot be written: " + unwritable,
                    "The folder has to be there, and writable.",
                    unwritable);
        } catch (SQLException failed) {
            throw new DatabaseException("the schema could not be read (SQLSTATE " + failed.getSQLState() + ")", failed);
        }
    }

    private static String script(Connection connection, int version, List<SchemaObject> objects) throws SQLException {
        return header(connection, version)
                + Bootstrap.sql()
                + "\nBEGIN;\nSET LOCAL ROLE " + Migrations.OWNER + ";\n" + QUIETLY
                + "-- To be given a function, its new owner has to be allowed to make one.\n"
                + creating(objects, "GRANT CREATE ON SCHEMA holdfast TO ")
                + "\n"
                + SchemaScript.text(objects.stream()
                        .filter(object -> !isOfSomebodyElse(object))
                        .toList())
                + "\n"
                + creating(objects, "REVOKE CREATE ON SCHEMA holdfast FROM ")
                + history(connection)
                + "RESET ROLE;\n"
                + SchemaScript.text(
                        objects.stream().filter(SchemaBackup::isOfSomebodyElse).toList())
                + "COMMIT;\n";
    }

    /** Only an administrator gives things to strangers. */
    private static boolean isOfSomebodyElse(SchemaObject object) {
        return object.kind().equals("owner")
                && !object.definition().endsWith(" TO " + Migrations.OWNER)
                && Mending.ownRole(object).isEmpty();
    }

    private static String creating(List<SchemaObject> objects, String words) {
        return objects.stream()
                .flatMap(object -> Mending.ownRole(object).stream())
                .distinct()
                .map(role -> words + role + ";\n")
                .collect(Collectors.joining());
    }

    private static String header(Connection connection, int version) throws SQLException {
        String about = "SELECT format('of database %s, PostgreSQL %s, at %s', current_database(),"
                + " current_setting('server_version'), to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"'))";
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(about)) {
            row.next();
            return """
                    -- Holdfast schema, format %d, version %d
                    -- %s
                    -- Into an empty database, by who may make roles: psql -v ON_ERROR_STOP=1 -d DATABASE -f FILE

                    """.formatted(
                            FORMAT,
                            version,
                            String.valueOf(row.getString(1)).lines().findFirst().orElse(""));
        }
    }

    /** Without it no program would know which version this is. */
    private static String history(Connection connection) throws SQLException {
        StringBuilder rows = new StringBuilder();
        for (String table : List.of(HistoryTables.HISTORY, HistoryTables.ROLLBACKS)) {
            for (String json : json(connection, table)) {
                rows.append("INSERT INTO holdfast.%1$s SELECT * FROM json_populate_record(NULL::holdfast.%1$s, %2$s);\n"
                        .formatted(table, json));
            }
        }
        return rows.toString();
    }

    private static List<String> json(Connection connection, String table) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            List<String> rows = new ArrayList<>();
            try (ResultSet there = statement.executeQuery("SELECT to_regclass('holdfast." + table + "') IS NOT NULL")) {
                there.next();
                if (!there.getBoolean(1)) {
                    return rows;
                }
            }
            try (ResultSet row = statement.executeQuery(
                    "SELECT quote_literal(row_to_json(h)) FROM holdfast." + table + " AS h ORDER BY h::text")) {
                while (row.next()) {
                    rows.add(row.getString(1));
                }
            }
            return rows;
        }
    }
}
