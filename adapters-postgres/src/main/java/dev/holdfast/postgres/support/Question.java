package dev.holdfast.postgres.support;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.apache.ibatis.executor.parameter.ParameterHandler;
import org.apache.ibatis.mapping.BoundSql;
import org.apache.ibatis.mapping.MappedStatement;
import org.apache.ibatis.mapping.SqlCommandType;
import org.jspecify.annotations.Nullable;

/** A statement with what it was called with. The latter can be bound to another statement and is shown to nobody. */
public final class Question {
    private final MappedStatement statement;
    private final @Nullable Object arguments;
    private final BoundSql sql;

    Question(MappedStatement statement, @Nullable Object arguments, BoundSql sql) {
        this.statement = statement;
        this.arguments = arguments;
        this.sql = sql;
    }

    /** The text, with a question mark for every parameter; it begins with the settings of the transaction. */
    public String text() {
        return sql.getSql();
    }

    /** Whether it only reads. */
    public boolean reads() {
        return reads(statement);
    }

    static boolean reads(MappedStatement statement) {
        return statement.getSqlCommandType() == SqlCommandType.SELECT && !statement.isDirtySelect();
    }

    /** Binds what it was called with to a statement with the same parameters. */
    public void bind(PreparedStatement to) throws SQLException {
        ParameterHandler parameters = statement.getConfiguration().newParameterHandler(statement, arguments, sql);
        parameters.setParameters(to);
    }
}
