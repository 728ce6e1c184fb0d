package dev.holdfast.postgres.support;

import java.sql.CallableStatement;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.function.Function;
import org.apache.ibatis.type.BaseTypeHandler;
import org.apache.ibatis.type.JdbcType;
import org.jspecify.annotations.Nullable;

/** How a value type stands in a column, said by two functions. Columns of these types are read by position or name, and may be NULL. */
class ColumnType<T> extends BaseTypeHandler<T> {
    @FunctionalInterface
    interface Read<T> {
        /** Never asked for a NULL column, except by primitives, which answer anything then. */
        @Nullable T from(ResultSet rows, int column) throws SQLException;
    }

    @FunctionalInterface
    interface Bind<T> {
        void to(PreparedStatement statement, int index, T value) throws SQLException;
    }

    private final Read<T> read;
    private final Bind<T> bind;
    private final String sqlType;

    /** @param sqlType PostgreSQL's name of the type, under which an absent value is bound; see {@link OptionalParameter} */
    ColumnType(String sqlType, Read<T> read, Bind<T> bind) {
        this.sqlType = sqlType;
        this.read = read;
        this.bind = bind;
    }

    @Override
    public final void setParameter(PreparedStatement statement, int i, @Nullable T value, @Nullable JdbcType type)
            throws SQLException {
        if (value == null) {
            statement.setNull(i, Types.OTHER, sqlType);
        } else {
            bind.to(statement, i, value);
        }
    }

    static <T> ColumnType<T> text(Function<String, T> parse, Function<T, String> render) {
        return new ColumnType<>(
                "varchar",
                (rows, column) -> {
                    String text = rows.getString(column);
                    return text == null ? null : parse.apply(text);
                },
                (statement, i, value) -> statement.setString(i, render.apply(value)));
    }

    static <T> ColumnType<T> uuid(Function<UUID, T> wrap, Function<T, UUID> unwrap) {
        return new ColumnType<>(
                "uuid",
                (rows, column) -> {
                    UUID id = rows.getObject(column, UUID.class);
                    return id == null ? null : wrap.apply(id);
                },
                (statement, i, value) -> statement.setObject(i, unwrap.apply(value)));
    }

    static ColumnType<Instant> instant() {
        return new ColumnType<>("timestamptz", ColumnType::readInstant, ColumnType::bindInstant);
    }

    static @Nullable Instant readInstant(ResultSet rows, int column) throws SQLException {
        OffsetDateTime time = rows.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    static void bindInstant(PreparedStatement statement, int index, Instant time) throws SQLException {
        statement.setObject(index, time.atOffset(ZoneOffset.UTC));
    }

    @Override
    public final void setNonNullParameter(PreparedStatement statement, int i, T value, @Nullable JdbcType type)
            throws SQLException {
        bind.to(statement, i, value);
    }

    @Override
    public final @Nullable T getNullableResult(ResultSet rows, String column) throws SQLException {
        return getNullableResult(rows, rows.findColumn(column));
    }

    @Override
    public final @Nullable T getNullableResult(ResultSet rows, int column) throws SQLException {
        T value = read.from(rows, column);
        return rows.wasNull() ? null : value;
    }

    @Override
    public final @Nullable T getNullableResult(CallableStatement statement, int column) {
        throw new IllegalStateException("no stored procedure is called");
    }
}
