package dev.holdfast.postgres.support;

import java.sql.Statement;
import org.apache.ibatis.executor.resultset.ResultSetHandler;
import org.apache.ibatis.plugin.Interceptor;
import org.apache.ibatis.plugin.Intercepts;
import org.apache.ibatis.plugin.Invocation;
import org.apache.ibatis.plugin.Signature;

/** Every statement begins with the settings of {@link Entry}; their result comes first and is of no interest. */
@Intercepts(@Signature(type = ResultSetHandler.class, method = "handleResultSets", args = Statement.class))
final class SkipEntryResult implements Interceptor {
    @Override
    public Object intercept(Invocation invocation) throws Throwable {
        ((Statement) invocation.getArgs()[0]).getMoreResults();
        return invocation.proceed();
    }
}
