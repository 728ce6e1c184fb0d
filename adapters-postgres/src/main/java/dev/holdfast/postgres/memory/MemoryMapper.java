package dev.holdfast.postgres.memory;

import dev.holdfast.domain.audit.AuditEntryId;
import dev.holdfast.domain.memory.Memory;
import dev.holdfast.domain.memory.MemoryAddress;
import dev.holdfast.domain.memory.MemoryHit;
import dev.holdfast.domain.memory.MemoryId;
import dev.holdfast.domain.memory.MemoryRevision;
import dev.holdfast.domain.memory.MemoryWrite;
import dev.holdfast.domain.shared.Change;
import dev.holdfast.domain.shared.IdempotencyClaim;
import dev.holdfast.domain.shared.JsonDocument;
import dev.holdfast.domain.shared.Namespace;
import dev.holdfast.domain.shared.PrincipalId;
import dev.holdfast.domain.shared.Revision;
import dev.holdfast.domain.shared.Scope;
import dev.holdfast.postgres.support.Entry;
import dev.holdfast.postgres.support.OptionalColumn;
import dev.holdfast.postgres.support.TextArray;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.ibatis.annotations.Arg;
import org.apache.ibatis.annotations.ConstructorArgs;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.ResultMap;
import org.apache.ibatis.annotations.Results;
import org.apache.ibatis.annotations.Select;

/** The statements of {@link MemorySql} and how their rows become records. The {@code ...Once} forms also store a claim. */
interface MemoryMapper {
    @Select(MemorySql.FIND)
    @Results(id = "memory")
    @ConstructorArgs({
        @Arg(column = "id", javaType = MemoryId.class),
        @Arg(column = "namespace", javaType = Namespace.class),
        @Arg(column = "key", javaType = String.class),
        @Arg(column = "content", javaType = String.class),
        @Arg(column = "category", javaType = String.class),
        @Arg(column = "importance", javaType = int.class),
        @Arg(column = "tags", javaType = List.class, typeHandler = TextArray.class),
        @Arg(column = "metadata", javaType = JsonDocument.class),
        @Arg(column = "source", javaType = Optional.class, typeHandler = OptionalColumn.OfText.class),
        @Arg(column = "valid_from", javaType = Optional.class, typeHandler = OptionalColumn.OfInstant.class),
        @Arg(column = "valid_to", javaType = Optional.class, typeHandler = OptionalColumn.OfInstant.class),
        @Arg(column = "expires_at", javaType = Optional.class, typeHandler = OptionalColumn.OfInstant.class),
        @Arg(column = "version", javaType = Revision.class),
        @Arg(column = "created_at", javaType = Instant.class),
        @Arg(column = "updated_at", javaType = Instant.class),
        @Arg(column = "recorded_at", javaType = Instant.class),
        @Arg(column = "created_by", javaType = PrincipalId.class)
    })
    Optional<Memory> find(@Param("entry") Entry entry, @Param("scope") Scope scope, @Param("address") MemoryAddress address, @Param("now") Instant now);

    @Select(MemorySql.FIND_AS_OF)
    @ResultMap("memory")
    Optional<Memory> findAsOf(@Param("entry") Entry entry, @Param("scope") Scope scope, @Param("address") MemoryAddress address, @Param("asOf") Instant asOf, @Param("now") Instant now);

    @Select(value = MemorySql.UPSERT, affectData = true)
    @ResultMap("memory")
    Optional<Memory> upsert(@Param("entry") Entry entry, @Param("scope") Scope scope, @Param("write") MemoryWrite write, @Param("auditId") AuditEntryId auditId, @Param("change") Change change);

    @Select(value = MemorySql.UPSERT_ONCE, affectData = true)
    @ResultMap("memory")
    Optional<Memory> upsertOnce(@Param("entry") Entry entry, @Param("scope") Scope scope, @Param("write") MemoryWrite write, @Param("auditId") AuditEntryId auditId, @Param("change") Change change, @Param("claim") IdempotencyClaim claim);

    @Select(value = MemorySql.INSERT_NEW, affectData = true)
    @ResultMap("memory")
    Optional<Memory> insert(@Param("entry") Entry entry, @Param("scope") Scope scope, @Param("write") MemoryWrite write, @Param("auditId") AuditEntryId auditId, @Param("change") Change change);

    @Select(value = MemorySql.INSERT_NEW_ONCE, affectData = true)
    @ResultMap("memory")
    Optional<Memory> insertOnce(@Param("entry") Entry entry, @Param("scope") Scope scope, @Param("write") MemoryWrite write, @Param("auditId") AuditEntryId auditId, @Param("change") Change change, @Param("claim") IdempotencyClaim claim);

    @Select(value = MemorySql.UPDATE, affectData = true)
    @ResultMap("memory")
    Optional<Memory> update(@Param("entry") Entry entry, @Param("scope") Scope scope, @Param("write") MemoryWrite write, @Param("auditId") AuditEntryId auditId, @Param("change") Change change, @Param("expected") Revision expected);

    @Select(value = MemorySql.UPDATE_ONCE, affectData = true)
    @ResultMap("memory")
    Optional<Memory> updateOnce(@Param("entry") Entry entry, @Param("scope") Scope scope, @Param("write") MemoryWrite write, @Param("auditId") AuditEntryId auditId, @Param("change") Change change, @Param("expected") Revision expected, @Param("claim") IdempotencyClaim claim);

    @Select(value = MemorySql.DELETE, affectData = true)
    @ResultMap("memory")
    Optional<Memory> delete(@Param("entry") Entry entry, @Param("scope") Scope scope, @Param("address") MemoryAddress address, @Param("auditId") AuditEntryId auditId, @Param("change") Change change, @Param("expected") Optional<Revision> expected);

    @Select(value = MemorySql.DELETE_ONCE, affectData = true)
    @ResultMap("memory")
    Optional<Memory> deleteOnce(@Param("entry") Entry entry, @Param("scope") Scope scope, @Param("address") MemoryAddress address, @Param("auditId") AuditEntryId auditId, @Param("change") Change change, @Param("expected") Optional<Revision> expected, @Param("claim") IdempotencyClaim claim);

    @Select(value = MemorySql.RESTORE, affectData = true)
    @ResultMap("memory")
    Optional<Memory> restore(@Param("entry") Entry entry, @Param("scope") Scope scope, @Param("address") MemoryAddress address, @Param("auditId") AuditEntryId auditId, @Param("change") Change change);

    @Select(value = MemorySql.RESTORE_ONCE, affectData = true)
    @ResultMap("memory")
    Optional<Memory> restoreOnce(@Param("entry") Entry entry, @Param("scope") Scope scope, @Param("address") MemoryAddress address, @Param("auditId") AuditEntryId auditId, @Param("change") Change change, @Param("claim") IdempotencyClaim claim);

    @Select(value = MemorySql.UPSERT_ALL, affectData = true)
    @ResultMap("memory")
    List<Memory> upsertAll(@Param("entry") Entry entry, @Param("scope") Scope scope, @Param("rows") BatchRows rows, @Param("change") Change change);

    @Select(value = MemorySql.UPSERT_ALL_ONCE, affectData = true)
    @ResultMap("memory")
    List<Memory> upsertAllOnce(@Param("entry") Entry entry, @Param("scope") Scope scope, @Param("rows") BatchRows rows, @Param("change") Change change, @Param("claim") IdempotencyClaim claim);

    @Select(MemorySql.REMEMBERED)
    @ResultMap("memory")
    List<Memory> remembered(@Param("entry") Entry entry, @Param("ids") List<UUID> ids, @Param("versions") List<Long> versions);

    @Select(MemorySql.LIST)
    @ResultMap("memory")
    List<Memory> list(@Param("entry") Entry entry, @Param("filter") FilterRow filter, @Param("after") Position after, @Param("most") int most);

    @Select(MemorySql.LIST_AS_OF)
    @ResultMap("memory")
    List<Memory> listAsOf(@Param("entry") Entry entry, @Param("filter") FilterRow filter, @Param("after") Position after, @Param("most") int most);

    @Select(MemorySql.VERSIONS)
    @ConstructorArgs({
        @Arg(resultMap = "memory", javaType = Memory.class),
        @Arg(column = "deleted", javaType = boolean.class),
        @Arg(column = "superseded_at", javaType = Optional.class, typeHandler = OptionalColumn.OfInstant.class)
    })
    List<MemoryRevision> versions(@Param("entry") Entry entry, @Param("scope") Scope scope, @Param("address") MemoryAddress address, @Param("now") Instant now, @Param("before") Optional<Revision> before, @Param("most") int most);

    @Select(MemorySql.SEARCH)
    @Results(id = "hit")
    @ConstructorArgs({
        @Arg(resultMap = "memory", javaType = Memory.class),
        @Arg(column = "score", javaType = double.class)
    })
    List<MemoryHit> search(@Param("entry") Entry entry, @Param("query") String query, @Param("filter") FilterRow filter, @Param("most") int most);

    @Select(MemorySql.SEARCH_AS_OF)
    @ResultMap("hit")
    List<MemoryHit> searchAsOf(@Param("entry") Entry entry, @Param("query") String query, @Param("filter") FilterRow filter, @Param("most") int most);

    /** Where a walk through the addresses goes on; empty texts come before every address. */
    record Position(String namespace, String key) {}
}
