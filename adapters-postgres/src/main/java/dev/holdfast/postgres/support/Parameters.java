package dev.holdfast.postgres.support;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.apache.ibatis.executor.parameter.ParameterHandler;
import org.apache.ibatis.mapping.BoundSql;
import org.apache.ibatis.mapping.ParameterMapping;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.type.JdbcType;
import org.apache.ibatis.type.TypeHandler;
import org.jspecify.annotations.Nullable;

/**
 * Binds the parameters of a statement whose text is fixed. MyBatis' own way parses the path of each anew and wraps every object on it;
 * a write has about fifty.
 */
record Parameters(Configuration configuration, ParameterPaths paths, Object arguments, BoundSql sql)
        implements ParameterHandler {
    @Override
    public Object getParameterObject() {
        return arguments;
    }

    @Override
    public void setParameters(PreparedStatement statement) throws SQLException {
        if (!(arguments instanceof Map<?, ?> named)) {
            throw new IllegalStateException("the parameters of a mapper's method have names");
        }
        List<ParameterMapping> wanted = sql.getParameterMappings();
        for (int i = 0; i < wanted.size(); i++) {
            bind(
                    statement,
                    i + 1,
                    wanted.get(i),
                    paths.follow(named, wanted.get(i).getProperty()));
        }
    }

    @SuppressWarnings("unchecked") // MyBatis chose the handler for what is at the end of the path
    private void bind(PreparedStatement statement, int i, ParameterMapping wanted, @Nullable Object value)
            throws SQLException {
        JdbcType type = wanted.getJdbcType() == null && value == null
                ? configuration.getJdbcTypeForNull()
                : wanted.getJdbcType();
        ((TypeHandler<Object>) wanted.getTypeHandler()).setParameter(statement, i, value, type);
    }
}
