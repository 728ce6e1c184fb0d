package dev.holdfast.postgres.support;

import dev.holdfast.domain.shared.Revision;
import java.sql.CallableStatement;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.apache.ibatis.type.JdbcType;
import org.apache.ibatis.type.TypeHandler;
import org.jspecify.annotations.Nullable;

/**
 * An {@link Optional} as a parameter: NULL when it is empty, of the {@code jdbcType} that the statement names. A NULL without a type
 * would make the driver describe the statement, and then send it apart from the settings before it: in a round trip, and a
 * transaction, of its own.
 */
final class OptionalParameter implements TypeHandler<Optional<?>> {
    static void bind(PreparedStatement statement, int i, Optional<?> value, @Nullable JdbcType type)
            throws SQLException {
        if (type == null) {
            throw new IllegalArgumentException("a parameter that may be absent names its jdbcType");
        }
        switch (value.orElse(null)) {
            case null -> bindNull(statement, i, type);
            case String text -> statement.setString(i, text);
            case Instant time -> Parameter.bindInstant(statement, i, time);
            case UUID id -> statement.setObject(i, id);
            case Revision revision -> statement.setLong(i, revision.value());
            case Integer number -> statement.setInt(i, number);
            case Long number -> statement.setLong(i, number);
            case Object other -> throw new IllegalArgumentException("no column holds " + other.getClass());
        }
    }

    // By PostgreSQL's name: the driver leaves some of JDBC's types, and every timestamp, without one.
    private static void bindNull(PreparedStatement statement, int i, JdbcType type) throws SQLException {
        String name = switch (type) {
            case VARCHAR -> "varchar";
            case TIMESTAMP_WITH_TIMEZONE -> "timestamptz";
            case BIGINT -> "int8";
            case INTEGER -> "int4";
            case OTHER -> "uuid";
            default -> throw new IllegalArgumentException("no column of a statement has type " + type);
        };
        statement.setNull(i, Types.OTHER, name);
    }

    @Override
    public void setParameter(PreparedStatement statement, int i, Optional<?> value, @Nullable JdbcType type)
            throws SQLException {
        bind(statement, i, value, type);
    }

    @Override
    public Optional<?> getResult(ResultSet rows, String column) {
        throw new IllegalStateException("answers are read by Row");
    }

    @Override
    public Optional<?> getResult(ResultSet rows, int column) {
        throw new IllegalStateException("answers are read by Row");
    }

    @Override
    public Optional<?> getResult(CallableStatement statement, int column) {
        throw new IllegalStateException("no stored procedure is called");
    }
}
