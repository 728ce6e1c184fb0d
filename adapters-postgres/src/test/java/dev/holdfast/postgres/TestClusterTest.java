package dev.holdfast.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

/** Who asks for another PostgreSQL gets that one, and not by mistake the one that is always there. */
final class TestClusterTest {
    private static final String OF_THE_BUILD = "17";

    @Test
    void testsShouldRunOnThePostgresThatWasAskedFor() throws SQLException {
        try (Connection connection = TestServer.migrated().open();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW server_version")) {
            row.next();
            assertThat(row.getString(1).replaceFirst("[. ].*", ""))
                    .isEqualTo(InstalledPostgres.programs()
                            .map(programs -> major(programs))
                            .orElse(OF_THE_BUILD));
        }
    }

    /** Of {@code .../15/bin}. */
    private static String major(Path programs) {
        return String.valueOf(programs.getParent().getFileName());
    }
}
