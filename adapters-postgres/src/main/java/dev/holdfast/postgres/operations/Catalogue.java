package dev.holdfast.postgres.operations;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The schema of a database in words: tables, columns, constraints, indexes, policies, triggers, functions, grants. */
public final class Catalogue {
    private final AdminConnection admin;

    public Catalogue(AdminConnection admin) {
        this.admin = admin;
    }

    /** One object a line (a function takes several); equal for equal schemas. */
    public List<String> lines() {
        try (Connection connection = admin.open();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(Resources.text("db/catalogue.sql"))) {
            List<String> lines = new ArrayList<>();
            while (rows.next()) {
                lines.add(rows.getString(1).strip());
            }
            return lines;
        } catch (SQLException failed) {
            throw new DatabaseException("the catalogue could not be read", failed);
        }
    }
}
