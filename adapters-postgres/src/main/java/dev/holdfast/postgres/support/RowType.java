package dev.holdfast.postgres.support;

import java.sql.CallableStatement;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.apache.ibatis.type.JdbcType;
import org.apache.ibatis.type.TypeHandler;
import org.jspecify.annotations.Nullable;

/** Makes MyBatis hand a whole row to a {@link Row.Reader}: to it, the row is one value that happens to begin in the first column. */
record RowType<T>(Row.Reader<T> reader) implements TypeHandler<T> {
    /** The record that the row becomes on which {@code rows} stands. */
    T read(ResultSet rows) throws SQLException {
        return reader.read(new Row(rows));
    }

    @Override
    public T getResult(ResultSet rows, String firstColumn) throws SQLException {
        return read(rows);
    }

    @Override
    public T getResult(ResultSet rows, int firstColumn) throws SQLException {
        return read(rows);
    }

    @Override
    public T getResult(CallableStatement statement, int column) {
        throw new IllegalStateException("no stored procedure is called");
    }

    @Override
    public void setParameter(PreparedStatement statement, int i, @Nullable T value, @Nullable JdbcType type) {
        throw new IllegalStateException("a row is no parameter");
    }
}
