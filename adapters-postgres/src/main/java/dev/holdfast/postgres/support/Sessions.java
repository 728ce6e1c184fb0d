package dev.holdfast.postgres.support;

import dev.holdfast.domain.audit.AuditEntryId;
import dev.holdfast.domain.identity.ApiKeyId;
import dev.holdfast.domain.knowledge.CollectionId;
import dev.holdfast.domain.knowledge.CollectionName;
import dev.holdfast.domain.knowledge.DocumentId;
import dev.holdfast.domain.knowledge.Language;
import dev.holdfast.domain.memory.MemoryId;
import dev.holdfast.domain.recall.RecallId;
import dev.holdfast.domain.shared.JsonDocument;
import dev.holdfast.domain.shared.Namespace;
import dev.holdfast.domain.shared.PrincipalId;
import dev.holdfast.domain.shared.Revision;
import dev.holdfast.domain.shared.TenantId;
import java.time.Instant;
import java.util.Optional;
import java.util.Properties;
import javax.sql.DataSource;
import org.apache.ibatis.mapping.Environment;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.session.LocalCacheScope;
import org.apache.ibatis.session.SqlSessionFactory;
import org.apache.ibatis.session.SqlSessionFactoryBuilder;
import org.apache.ibatis.transaction.managed.ManagedTransactionFactory;
import org.apache.ibatis.type.JdbcType;

/** MyBatis, wired by hand: it maps parameters and rows, and leaves connections and transactions to {@link SqlRunner}. */
public final class Sessions {
    private Sessions() {}

    /** @param watch sees every statement */
    public static SqlSessionFactory over(DataSource pool, StatementWatch watch) {
        ManagedTransactionFactory transactions = new ManagedTransactionFactory();
        Properties properties = new Properties();
        properties.setProperty("closeConnection", "false");
        transactions.setProperties(properties);

        Configuration configuration =
                new StatementConfiguration(new Environment("holdfast", transactions, pool), watch);
        configuration.setCacheEnabled(false);
        configuration.setLocalCacheScope(LocalCacheScope.STATEMENT);
        configuration.setJdbcTypeForNull(JdbcType.NULL);
        configuration.getTypeAliasRegistry().registerAlias("texts", TextArray.class);
        configuration.getTypeAliasRegistry().registerAlias("text", Text.class);
        configuration.getTypeAliasRegistry().registerAlias("enum", LowerCaseEnum.class);
        configuration.getTypeAliasRegistry().registerAlias("uuids", UuidArray.class);
        configuration.getTypeAliasRegistry().registerAlias("longs", LongArray.class);
        configuration.getTypeAliasRegistry().registerAlias("doubles", DoubleArray.class);
        configuration.getTypeAliasRegistry().registerAlias("byteas", ByteArrays.class);
        configuration.getTypeAliasRegistry().registerAlias("floats", FloatArray.class);

        var types = configuration.getTypeHandlerRegistry();
        types.register(MemoryId.class, Parameter.uuid(MemoryId::value));
        types.register(ApiKeyId.class, Parameter.uuid(ApiKeyId::value));
        types.register(RecallId.class, Parameter.uuid(RecallId::value));
        types.register(AuditEntryId.class, Parameter.uuid(AuditEntryId::value));
        types.register(CollectionId.class, Parameter.uuid(CollectionId::value));
        types.register(DocumentId.class, Parameter.uuid(DocumentId::value));
        types.register(CollectionName.class, Parameter.text(CollectionName::value));
        types.register(Language.class, Parameter.text(Language::value));
        types.register(Namespace.class, Parameter.text(Namespace::value));
        types.register(TenantId.class, Parameter.text(TenantId::value));
        types.register(PrincipalId.class, Parameter.text(PrincipalId::value));
        types.register(JsonDocument.class, Parameter.text(JsonColumn::render));
        types.register(Instant.class, new Parameter<>("timestamptz", Parameter::bindInstant));
        types.register(
                Revision.class,
                new Parameter<>("int8", (statement, i, revision) -> statement.setLong(i, revision.value())));
        types.register(Optional.class, new OptionalParameter());
        return new SqlSessionFactoryBuilder().build(configuration);
    }
}
