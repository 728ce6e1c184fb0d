package dev.holdfast.app.embedded;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.Set;

/** What comes of trying the password on the running server: proof that it is ours, and that others need one too. */
sealed interface Login {

    /**
     * It worked.
     *
     * @param dataFolder the folder this server works on
     * @param durable whether it keeps what it has acknowledged (fsync, full_page_writes, synchronous_commit)
     */
    record Accepted(Path dataFolder, boolean durable) implements Login {}

    /** The server is there and says no. */
    record Refused() implements Login {}

    /** No server answers, or it cannot answer now. */
    record Unreachable(String why) implements Login {}

    Set<String> REFUSED_STATES = Set.of("28P01", "28000");

    static String url(int port, String database) {
        return "jdbc:postgresql://" + EmbeddedDatabase.HOST + ":" + port + "/" + database;
    }

    static Login attempt(int port, SuperuserPassword password) {
        Properties properties = new Properties();
        properties.setProperty("user", SuperuserPassword.USER);
        properties.setProperty("password", password.value());
        properties.setProperty("connectTimeout", "2");
        properties.setProperty("socketTimeout", "5");
        properties.setProperty("sslmode", "disable");
        properties.setProperty("gssEncMode", "disable");
        properties.setProperty("ApplicationName", "holdfast start");
        String question = """
                SELECT current_setting('data_directory'),
                       current_setting('fsync')::boolean
                   AND current_setting('full_page_writes')::boolean
                   AND current_setting('synchronous_commit') = 'on'
                """;
        try (Connection connection = DriverManager.getConnection(url(port, "postgres"), properties);
                Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(question)) {
            answer.next();
            return new Accepted(Path.of(answer.getString(1)), answer.getBoolean(2));
        } catch (SQLException e) {
            return REFUSED_STATES.contains(e.getSQLState())
                    ? new Refused()
                    : new Unreachable(e.getSQLState() + " " + e.getMessage());
        }
    }
}
