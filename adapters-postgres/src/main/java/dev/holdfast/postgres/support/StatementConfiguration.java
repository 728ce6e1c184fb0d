package dev.holdfast.postgres.support;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.ibatis.cache.CacheKey;
import org.apache.ibatis.executor.Executor;
import org.apache.ibatis.executor.SimpleExecutor;
import org.apache.ibatis.executor.parameter.ParameterHandler;
import org.apache.ibatis.executor.resultset.DefaultResultSetHandler;
import org.apache.ibatis.executor.resultset.ResultSetHandler;
import org.apache.ibatis.executor.statement.StatementHandler;
import org.apache.ibatis.mapping.BoundSql;
import org.apache.ibatis.mapping.Environment;
import org.apache.ibatis.mapping.MappedStatement;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.session.ExecutorType;
import org.apache.ibatis.session.ResultHandler;
import org.apache.ibatis.session.RowBounds;
import org.apache.ibatis.transaction.Transaction;
import org.jspecify.annotations.Nullable;

/**
 * MyBatis for statements that begin with the settings of {@link Entry}, and without what every statement would pay for and none
 * uses: the cache of a session, whose key is made of all parameters, and plugins, which are proxies.
 */
final class StatementConfiguration extends Configuration {
    /** How every statement's text begins, see {@link Entry#SQL}. */
    private static final String SELECT = "SELECT ";

    /** What every method of a mapper calls its settings. */
    private static final String ENTRY = "entry";

    private final ParameterPaths paths = new ParameterPaths(getReflectorFactory());

    private final StatementWatch watch;

    StatementConfiguration(Environment environment, StatementWatch watch) {
        super(environment);
        this.watch = watch;
    }

    @Override
    public Executor newExecutor(Transaction transaction, ExecutorType type) {
        return new Uncached(this, transaction, watch);
    }

    /** A copy is asked in the same breath how far it is. */
    @Override
    @SuppressWarnings("rawtypes") // as it is inherited
    public StatementHandler newStatementHandler(
            Executor executor,
            MappedStatement statement,
            Object parameters,
            RowBounds bounds,
            ResultHandler results,
            BoundSql sql) {
        BoundSql asked = sighting(parameters).isPresent()
                ? new BoundSql(this, askingHowFar(sql.getSql()), sql.getParameterMappings(), parameters)
                : sql;
        return super.newStatementHandler(executor, statement, parameters, bounds, results, asked);
    }

    private static String askingHowFar(String text) {
        return SELECT + Sighting.COLUMNS + text.substring(SELECT.length());
    }

    private static Optional<Sighting> sighting(@Nullable Object parameters) {
        return parameters instanceof Map<?, ?> named
                        && named.containsKey(ENTRY)
                        && named.get(ENTRY) instanceof Entry entry
                ? entry.sighting()
                : Optional.empty();
    }

    @Override
    public ParameterHandler newParameterHandler(MappedStatement statement, Object parameters, BoundSql sql) {
        return new Parameters(this, paths, parameters, sql);
    }

    @Override
    @SuppressWarnings("rawtypes") // as it is inherited
    public ResultSetHandler newResultSetHandler(
            Executor executor,
            MappedStatement statement,
            RowBounds bounds,
            ParameterHandler parameters,
            ResultHandler results,
            BoundSql sql) {
        return new SecondResult(executor, statement, parameters, results, sql, bounds);
    }

    /** A session's cache lives for one statement here, so that all its keys may be the same. Tells how long each statement took. */
    private static final class Uncached extends SimpleExecutor {
        private static final CacheKey ANY = new CacheKey();

        private final StatementWatch watch;

        Uncached(Configuration configuration, Transaction transaction, StatementWatch watch) {
            super(configuration, transaction);
            this.watch = watch;
        }

        @Override
        @SuppressWarnings("rawtypes") // as it is inherited
        public <E> List<E> doQuery(
                MappedStatement statement, Object parameters, RowBounds bounds, ResultHandler results, BoundSql sql)
                throws SQLException {
            long start = System.nanoTime();
            try {
                List<E> rows = super.doQuery(statement, parameters, bounds, results, sql);
                tell(statement, parameters, sql, start, rows.size(), Optional.empty());
                return rows;
            } catch (SQLException failed) {
                tell(statement, parameters, sql, start, 0, Optional.of(failed));
                throw failed;
            }
        }

        @Override
        public int doUpdate(MappedStatement statement, Object parameters) throws SQLException {
            BoundSql sql = statement.getBoundSql(parameters);
            long start = System.nanoTime();
            try {
                int rows = super.doUpdate(statement, parameters);
                tell(statement, parameters, sql, start, Math.max(0, rows), Optional.empty());
                return rows;
            } catch (SQLException failed) {
                tell(statement, parameters, sql, start, 0, Optional.of(failed));
                throw failed;
            }
        }

        private void tell(
                MappedStatement statement,
                Object parameters,
                BoundSql sql,
                long start,
                int rows,
                Optional<SQLException> failure) {
            watch.ran(
                    StatementNames.of(statement.getId()),
                    new Question(statement, parameters, sql),
                    System.nanoTime() - start,
                    rows,
                    failure);
        }

        @Override
        public CacheKey createCacheKey(MappedStatement statement, Object parameters, RowBounds bounds, BoundSql sql) {
            return ANY;
        }
    }

    /**
     * The result of the settings comes first and is of no interest, but for what a copy says of itself. Of the second, rows that become
     * records are handed to their {@link RowType} one after the other, without MyBatis asking itself for every row what it could be.
     */
    @SuppressWarnings("unchecked") // what handleResultSets answers, as it is inherited
    private static final class SecondResult extends DefaultResultSetHandler {
        private final MappedStatement statement;
        private final Optional<Sighting> sighting;

        SecondResult(
                Executor executor,
                MappedStatement statement,
                ParameterHandler parameters,
                ResultHandler<?> results,
                BoundSql sql,
                RowBounds bounds) {
            super(executor, statement, parameters, results, sql, bounds);
            this.statement = statement;
            this.sighting = sighting(parameters.getParameterObject());
        }

        @Override
        public List<Object> handleResultSets(Statement done) throws SQLException {
            if (sighting.isPresent()) {
                try (ResultSet row = done.getResultSet()) {
                    sighting.get().read(row);
                }
            }
            done.getMoreResults();
            Class<?> type = statement.getResultMaps().getFirst().getType();
            return statement.getConfiguration().getTypeHandlerRegistry().getTypeHandler(type)
                            instanceof RowType<?> records
                    ? read(done, records)
                    : super.handleResultSets(done);
        }

        private static List<Object> read(Statement done, RowType<?> records) throws SQLException {
            List<Object> found = new ArrayList<>();
            try (ResultSet rows = done.getResultSet()) {
                while (rows.next()) {
                    found.add(records.read(rows));
                }
            }
            return found;
        }
    }
}
