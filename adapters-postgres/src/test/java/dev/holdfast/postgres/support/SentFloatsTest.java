package dev.holdfast.postgres.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.holdfast.postgres.TestServer;
import dev.holdfast.postgres.operations.AdminConnection;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Vectors as a real server sends them, in both of its forms. */
final class SentFloatsTest {
    private static final AdminConnection SERVER = TestServer.blank();
    private static final String TEXT = "0";
    private static final String BINARY = "-1";

    @ParameterizedTest
    @ValueSource(strings = {TEXT, BINARY})
    void allNumbersShouldComeAsTheyAre(String threshold) throws SQLException {
        assertThat(read("'{0, -0, 1.5, -2.25, 3.4028235e38, 1.4e-45, NaN, Infinity, -Infinity}'", threshold))
                .containsExactly(
                        0f,
                        -0f,
                        1.5f,
                        -2.25f,
                        Float.MAX_VALUE,
                        Float.MIN_VALUE,
                        Float.NaN,
                        Float.POSITIVE_INFINITY,
                        Float.NEGATIVE_INFINITY);
        assertThat(read("'[5:6]={1,2}'", threshold)).containsExactly(1f, 2f);
        assertThat(read("'{}'", threshold)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"'{1, NULL, 3}'", "'{{1, 2}, {3, 4}}'"})
    void whatIsNoVectorShouldNotBeTakenForOne(String array) {
        assertThatIllegalArgumentException().isThrownBy(() -> read(array, BINARY));
    }

    @ParameterizedTest
    @ValueSource(strings = {TEXT, BINARY})
    void rowsOfNumbersShouldComeAsTheyAre(String threshold) throws SQLException {
        assertThat(read("'{{0, 1.5}, {NaN, -2.25}, {3, 4}}'", threshold, Row::floatRows))
                .containsExactly(new float[] {0f, 1.5f}, new float[] {Float.NaN, -2.25f}, new float[] {3f, 4f});
        assertThat(read("'{}'", threshold, Row::floatRows)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"'{{1, 2}, {NULL, 3}}'", "'{1, 2}'", "'{NULL, 1}'", "'{{{1, 2}}}'"})
    void whatAreNoRowsShouldNotBeTakenForThem(String array) {
        assertThatIllegalArgumentException().isThrownBy(() -> read(array, BINARY, Row::floatRows));
    }

    private static float[] read(String array, String threshold) throws SQLException {
        return read(array, threshold, Row::vector);
    }

    private static <T> T read(String array, String threshold, Row.Reader<T> reader) throws SQLException {
        String url = SERVER.jdbcUrl() + (SERVER.jdbcUrl().contains("?") ? "&" : "?") + "prepareThreshold=" + threshold;
        try (Connection connection = DriverManager.getConnection(
                        url, SERVER.user(), SERVER.password().reveal());
                PreparedStatement statement = connection.prepareStatement("SELECT " + array + "::real[]");
                ResultSet rows = statement.executeQuery()) {
            rows.next();
            assertThat(SentFloats.isBinary(rows.getBytes(1))).isEqualTo(threshold.equals(BINARY));
            return reader.read(new Row(rows));
        }
    }
}
