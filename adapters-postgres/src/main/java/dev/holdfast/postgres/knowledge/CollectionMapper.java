package dev.holdfast.postgres.knowledge;

import dev.holdfast.domain.audit.AuditEntryId;
import dev.holdfast.domain.knowledge.Collection;
import dev.holdfast.domain.knowledge.CollectionId;
import dev.holdfast.domain.knowledge.CollectionName;
import dev.holdfast.domain.knowledge.CollectionWrite;
import dev.holdfast.domain.shared.Change;
import dev.holdfast.domain.shared.IdempotencyClaim;
import dev.holdfast.domain.shared.Revision;
import dev.holdfast.domain.shared.Scope;
import dev.holdfast.postgres.knowledge.KnowledgeRows.ListedCollection;
import dev.holdfast.postgres.support.Entry;
import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.jspecify.annotations.Nullable;

/** The statements of {@link CollectionSql} and what they answer. The {@code ...Once} forms also store a claim. */
interface CollectionMapper {
    @Select(value = CollectionSql.UPSERT, affectData = true)
    Optional<Collection> upsert(
            @Param("entry") Entry entry,
            @Param("scope") Scope scope,
            @Param("write") CollectionWrite write,
            @Param("auditId") AuditEntryId auditId,
            @Param("change") Change change);

    @Select(value = CollectionSql.UPSERT_ONCE, affectData = true)
    Optional<Collection> upsertOnce(
            @Param("entry") Entry entry,
            @Param("scope") Scope scope,
            @Param("write") CollectionWrite write,
            @Param("auditId") AuditEntryId auditId,
            @Param("change") Change change,
            @Param("claim") IdempotencyClaim claim);

    @Select(value = CollectionSql.INSERT_NEW, affectData = true)
    Optional<Collection> insert(
            @Param("entry") Entry entry,
            @Param("scope") Scope scope,
            @Param("write") CollectionWrite write,
            @Param("auditId") AuditEntryId auditId,
            @Param("change") Change change);

    @Select(value = CollectionSql.INSERT_NEW_ONCE, affectData = true)
    Optional<Collection> insertOnce(
            @Param("entry") Entry entry,
            @Param("scope") Scope scope,
            @Param("write") CollectionWrite write,
            @Param("auditId") AuditEntryId auditId,
            @Param("change") Change change,
            @Param("claim") IdempotencyClaim claim);

    @Select(value = CollectionSql.UPDATE, affectData = true)
    Optional<Collection> update(
            @Param("entry") Entry entry,
            @Param("scope") Scope scope,
            @Param("write") CollectionWrite write,
            @Param("auditId") AuditEntryId auditId,
            @Param("change") Change change,
            @Param("expected") Revision expected);

    @Select(value = CollectionSql.UPDATE_ONCE, affectData = true)
    Optional<Collection> updateOnce(
            @Param("entry") Entry entry,
            @Param("scope") Scope scope,
            @Param("write") CollectionWrite write,
            @Param("auditId") AuditEntryId auditId,
            @Param("change") Change change,
            @Param("expected") Revision expected,
            @Param("claim") IdempotencyClaim claim);

    @Select(value = CollectionSql.DELETE, affectData = true)
    Optional<Collection> delete(
            @Param("entry") Entry entry,
            @Param("scope") Scope scope,
            @Param("name") CollectionName name,
            @Param("auditId") AuditEntryId auditId,
            @Param("change") Change change,
            @Param("expected") Optional<Revision> expected);

    @Select(value = CollectionSql.DELETE_ONCE, affectData = true)
    Optional<Collection> deleteOnce(
            @Param("entry") Entry entry,
            @Param("scope") Scope scope,
            @Param("name") CollectionName name,
            @Param("auditId") AuditEntryId auditId,
            @Param("change") Change change,
            @Param("expected") Optional<Revision> expected,
            @Param("claim") IdempotencyClaim claim);

    @Select(CollectionSql.FIND)
    Optional<Collection> find(@Param("entry") Entry entry, @Param("name") CollectionName name);

    @Select(CollectionSql.FIND_BY_ID)
    Optional<Collection> findById(@Param("entry") Entry entry, @Param("id") CollectionId id);

    /** @param after empty before every name */
    @Select(CollectionSql.LIST)
    List<ListedCollection> list(
            @Param("entry") Entry entry,
            @Param("among") @Nullable List<String> among,
            @Param("after") String after,
            @Param("most") int most);
}
