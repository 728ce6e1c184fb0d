package dev.holdfast.postgres.memory;

import dev.holdfast.domain.audit.AuditEntryId;
import dev.holdfast.domain.memory.Memory;
import dev.holdfast.domain.memory.MemoryAddress;
import dev.holdfast.domain.memory.MemoryWrite;
import dev.holdfast.domain.shared.Change;
import dev.holdfast.domain.shared.IdempotencyClaim;
import dev.holdfast.domain.shared.Revision;
import dev.holdfast.domain.shared.Scope;
import dev.holdfast.postgres.memory.MemoryRows.FoundMemory;
import dev.holdfast.postgres.memory.MemoryRows.ListedMemory;
import dev.holdfast.postgres.memory.MemoryRows.ListedRevision;
import dev.holdfast.postgres.memory.MemoryRows.PlacedMemory;
import dev.holdfast.postgres.support.Entry;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;

/** The statements of {@link MemorySql} and what they answer. The {@code ...Once} forms also store a claim. */
interface MemoryMapper {
    @Select(MemorySql.FIND)
    Optional<Memory> find(
            @Param("entry") Entry entry,
            @Param("scope") Scope scope,
            @Param("address") MemoryAddress address,
            @Param("now") Instant now);

    @Select(MemorySql.FIND_AS_OF)
    Optional<Memory> findAsOf(
            @Param("entry") Entry entry,
            @Param("scope") Scope scope,
            @Param("address") MemoryAddress address,
            @Param("asOf") Instant asOf,
            @Param("now") Instant now);

    @Select(value = MemorySql.UPSERT, affectData = true)
    Optional<Memory> upsert(
            @Param("entry") Entry entry,
            @Param("scope") Scope scope,
            @Param("write") MemoryWrite write,
            @Param("auditId") AuditEntryId auditId,
            @Param("change") Change change);

    @Select(value = MemorySql.UPSERT_ONCE, affectData = true)
    Optional<Memory> upsertOnce(
            @Param("entry") Entry entry,
            @Param("scope") Scope scope,
            @Param("write") MemoryWrite write,
            @Param("auditId") AuditEntryId auditId,
            @Param("change") Change change,
            @Param("claim") IdempotencyClaim claim);

    @Select(value = MemorySql.INSERT_NEW, affectData = true)
    Optional<Memory> insert(
            @Param("entry") Entry entry,
            @Param("scope") Scope scope,
            @Param("write") MemoryWrite write,
            @Param("auditId") AuditEntryId auditId,
            @Param("change") Change change);

    @Select(value = MemorySql.INSERT_NEW_ONCE, affectData = true)
    Optional<Memory> insertOnce(
            @Param("entry") Entry entry,
            @Param("scope") Scope scope,
            @Param("write") MemoryWrite write,
            @Param("auditId") AuditEntryId auditId,
            @Param("change") Change change,
            @Param("claim") IdempotencyClaim claim);

    @Select(value = MemorySql.UPDATE, affectData = true)
    Optional<Memory> update(
            @Param("entry") Entry entry,
            @Param("scope") Scope scope,
            @Param("write") MemoryWrite write,
            @Param("auditId") AuditEntryId auditId,
            @Param("change") Change change,
            @Param("expected") Revision expected);

    @Select(value = MemorySql.UPDATE_ONCE, affectData = true)
    Optional<Memory> updateOnce(
            @Param("entry") Entry entry,
            @Param("scope") Scope scope,
            @Param("write") MemoryWrite write,
            @Param("auditId") AuditEntryId auditId,
            @Param("change") Change change,
            @Param("expected") Revision expected,
            @Param("claim") IdempotencyClaim claim);

    @Select(value = MemorySql.DELETE, affectData = true)
    Optional<Memory> delete(
            @Param("entry") Entry entry,
            @Param("scope") Scope scope,
            @Param("address") MemoryAddress address,
            @Param("auditId") AuditEntryId auditId,
            @Param("change") Change change,
            @Param("expected") Optional<Revision> expected);

    @Select(value = MemorySql.DELETE_ONCE, affectData = true)
    Optional<Memory> deleteOnce(
            @Param("entry") Entry entry,
            @Param("scope") Scope scope,
            @Param("address") MemoryAddress address,
            @Param("auditId") AuditEntryId auditId,
            @Param("change") Change change,
            @Param("expected") Optional<Revision> expected,
            @Param("claim") IdempotencyClaim claim);

    @Select(value = MemorySql.RESTORE, affectData = true)
    Optional<Memory> restore(
            @Param("entry") Entry entry,
            @Param("scope") Scope scope,
            @Param("address") MemoryAddress address,
            @Param("auditId") AuditEntryId auditId,
            @Param("change") Change change);

    @Select(value = MemorySql.RESTORE_ONCE, affectData = true)
    Optional<Memory> restoreOnce(
            @Param("entry") Entry entry,
            @Param("scope") Scope scope,
            @Param("address") MemoryAddress address,
            @Param("auditId") AuditEntryId auditId,
            @Param("change") Change change,
            @Param("claim") IdempotencyClaim claim);

    @Select(value = MemoryBatchSql.UPSERT_ALL, affectData = true)
    List<Memory> upsertAll(
            @Param("entry") Entry entry,
            @Param("scope") Scope scope,
            @Param("rows") BatchRows rows,
            @Param("change") Change change);

    @Select(value = MemoryBatchSql.UPSERT_ALL_ONCE, affectData = true)
    List<Memory> upsertAllOnce(
            @Param("entry") Entry entry,
            @Param("scope") Scope scope,
            @Param("rows") BatchRows rows,
            @Param("change") Change change,
            @Param("claim") IdempotencyClaim claim);

    @Select(value = MemoryBatchSql.UPSERT_EACH, affectData = true)
    List<PlacedMemory> upsertEach(
            @Param("entry") Entry entry, @Param("rows") BatchRows rows, @Param("changes") ChangeRows changes);

    @Select(MemoryBatchSql.FIND_EACH)
    List<FoundMemory> findEach(
            @Param("entry") Entry entry,
            @Param("namespaces") List<String> namespaces,
            @Param("keys") List<String> keys,
            @Param("moments") List<String> moments);

    @Select(MemorySql.REMEMBERED)
    List<Memory> remembered(
            @Param("entry") Entry entry, @Param("ids") List<UUID> ids, @Param("versions") List<Long> versions);

    @Select(MemorySql.FIND_VERSIONS)
    List<Memory> findVersions(
            @Param("entry") Entry entry,
            @Param("ids") List<UUID> ids,
            @Param("versions") List<Long> versions,
            @Param("now") Instant now,
            @Param("most") int most);

    @Select(MemorySql.LIST)
    List<ListedMemory> list(
            @Param("entry") Entry entry,
            @Param("filter") FilterRow filter,
            @Param("after") Position after,
            @Param("most") int most);

    @Select(MemorySql.FOREMOST)
    List<Memory> foremost(@Param("entry") Entry entry, @Param("filter") FilterRow filter, @Param("most") int most);

    @Select(MemorySql.NAMESPACES)
    List<String> namespaces(
            @Param("entry") Entry entry,
            @Param("filter") FilterRow filter,
            @Param("prefix") String prefix,
            @Param("most") int most);

    @Select(MemorySql.KEYS)
    List<String> keys(
            @Param("entry") Entry entry,
            @Param("filter") FilterRow filter,
            @Param("prefix") String prefix,
            @Param("most") int most);

    @Select(MemorySql.CATEGORIES)
    List<String> categories(
            @Param("entry") Entry entry,
            @Param("filter") FilterRow filter,
            @Param("prefix") String prefix,
            @Param("most") int most);

    @Select(MemorySql.LIST_AS_OF)
    List<ListedMemory> listAsOf(
            @Param("entry") Entry entry,
            @Param("filter") FilterRow filter,
            @Param("after") Position after,
            @Param("most") int most);

    @Select(MemorySql.VERSIONS)
    List<ListedRevision> versions(
            @Param("entry") Entry entry,
            @Param("scope") Scope scope,
            @Param("address") MemoryAddress address,
            @Param("now") Instant now,
            @Param("before") Optional<Revision> before,
            @Param("most") int most);

    /** Where a walk through the addresses goes on; empty texts come before every address. */
    record Position(String namespace, String key) {}
}
