package dev.holdfast.postgres.support;

import java.sql.Connection;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.apache.ibatis.executor.statement.StatementHandler;
import org.apache.ibatis.mapping.BoundSql;
import org.apache.ibatis.plugin.Interceptor;
import org.apache.ibatis.plugin.Intercepts;
import org.apache.ibatis.plugin.Invocation;
import org.apache.ibatis.plugin.Signature;
import org.apache.ibatis.reflection.SystemMetaObject;

/** Takes the application's tenant predicate out of every statement, as a programmer might by mistake. */
@Intercepts(
        @Signature(
                type = StatementHandler.class,
                method = "prepare",
                args = {Connection.class, Integer.class}))
public final class WithoutPredicates implements Interceptor {
    private static final Pattern PREDICATE = Pattern.compile("(?:\\w+\\.)?tenant_id = \\?");

    private final AtomicInteger removed = new AtomicInteger();

    /** How many predicates were taken out. */
    public int removed() {
        return removed.get();
    }

    @Override
    public Object intercept(Invocation invocation) throws Throwable {
        BoundSql bound = ((StatementHandler) invocation.getTarget()).getBoundSql();
        String without = PREDICATE.matcher(bound.getSql()).replaceAll(match -> {
            removed.incrementAndGet();
            return "(?::text IS NOT NULL)"; // keeps the parameter, and holds for every row
        });
        SystemMetaObject.forObject(bound).setValue("sql", without);
        return invocation.proceed();
    }
}
