package dev.holdfast.postgres.support;

import java.sql.CallableStatement;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.function.Function;
import org.apache.ibatis.type.JdbcType;
import org.apache.ibatis.type.TypeHandler;
import org.jspecify.annotations.Nullable;

/** How a value type is bound to a statement. What a statement answers is read by {@link Row}. */
class Parameter<T> implements TypeHandler<T> {
    @FunctionalInterface
    interface Bind<T> {
        void to(PreparedStatement statement, int index, T value) throws SQLException;
    }

    private final String sqlType;
    private final Bind<T> bind;

    /** @param sqlType PostgreSQL's name of the type, under which an absent value is bound; see {@link OptionalParameter} */
    Parameter(String sqlType, Bind<T> bind) {
        this.sqlType = sqlType;
        this.bind = bind;
    }

    String sqlType() {
        return sqlType;
    }

    static <T> Parameter<T> text(Function<T, String> render) {
        return new Parameter<>("varchar", (statement, i, value) -> statement.setString(i, render.apply(value)));
    }

    static <T> Parameter<T> uuid(Function<T, UUID> unwrap) {
        return new Parameter<>("uuid", (statement, i, value) -> statement.setObject(i, unwrap.apply(value)));
    }

    static void bindInstant(PreparedStatement statement, int index, Instant time) throws SQLException {
        statement.setObject(index, time.atOffset(ZoneOffset.UTC));
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

    @Override
    public final T getResult(ResultSet rows, String column) {
        throw onlyBound();
    }

    @Override
    public final T getResult(ResultSet rows, int column) {
        throw onlyBound();
    }

    @Override
    public final T getResult(CallableStatement statement, int column) {
        throw onlyBound();
    }

    private static IllegalStateException onlyBound() {
        return new IllegalStateException("answers are read by Row");
    }
}
