package dev.holdfast.postgres.knowledge;

import dev.holdfast.domain.audit.AuditEntryId;
import dev.holdfast.domain.knowledge.CollectionName;
import dev.holdfast.domain.knowledge.Document;
import dev.holdfast.domain.shared.Change;
import dev.holdfast.domain.shared.IdempotencyClaim;
import dev.holdfast.domain.shared.Revision;
import dev.holdfast.domain.shared.Scope;
import dev.holdfast.postgres.knowledge.DocumentColumns.ChunkColumns;
import dev.holdfast.postgres.knowledge.KnowledgeRows.ListedChunk;
import dev.holdfast.postgres.knowledge.KnowledgeRows.ListedDocument;
import dev.holdfast.postgres.support.Entry;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;

/** The statements of {@link DocumentSql} and what they answer. The {@code ...Once} forms also store a claim. */
interface DocumentMapper {
    @Select(value = DocumentSql.UPSERT, affectData = true)
    List<Document> upsert(
            @Param("entry") Entry entry,
            @Param("scope") Scope scope,
            @Param("collection") CollectionName collection,
            @Param("rows") DocumentColumns rows,
            @Param("parts") ChunkColumns parts,
            @Param("change") Change change);

    @Select(value = DocumentSql.UPSERT_ONCE, affectData = true)
    List<Document> upsertOnce(
            @Param("entry") Entry entry,
            @Param("scope") Scope scope,
            @Param("collection") CollectionName collection,
            @Param("rows") DocumentColumns rows,
            @Param("parts") ChunkColumns parts,
            @Param("change") Change change,
            @Param("claim") IdempotencyClaim claim);

    @Select(value = DocumentSql.INSERT_NEW, affectData = true)
    List<Document> insert(
            @Param("entry") Entry entry,
            @Param("scope") Scope scope,
            @Param("collection") CollectionName collection,
            @Param("rows") DocumentColumns rows,
            @Param("parts") ChunkColumns parts,
            @Param("change") Change change);

    @Select(value = DocumentSql.INSERT_NEW_ONCE, affectData = true)
    List<Document> insertOnce(
            @Param("entry") Entry entry,
            @Param("scope") Scope scope,
            @Param("collection") CollectionName collection,
            @Param("rows") DocumentColumns rows,
            @Param("parts") ChunkColumns parts,
            @Param("change") Change change,
            @Param("claim") IdempotencyClaim claim);

    @Select(value = DocumentSql.UPDATE, affectData = true)
    List<Document> update(
            @Param("entry") Entry entry,
            @Param("scope") Scope scope,
            @Param("collection") CollectionName collection,
            @Param("rows") DocumentColumns rows,
            @Param("parts") ChunkColumns parts,
            @Param("change") Change change,
            @Param("expected") Revision expected);

    @Select(value = DocumentSql.UPDATE_ONCE, affectData = true)
    List<Document> updateOnce(
            @Param("entry") Entry entry,
            @Param("scope") Scope scope,
            @Param("collection") CollectionName collection,
            @Param("rows") DocumentColumns rows,
            @Param("parts") ChunkColumns parts,
            @Param("change") Change change,
            @Param("expected") Revision expected,
            @Param("claim") IdempotencyClaim claim);

    @Select(value = DocumentSql.DELETE, affectData = true)
    Optional<Document> delete(
            @Param("entry") Entry entry,
            @Param("scope") Scope scope,
            @Param("collection") CollectionName collection,
            @Param("externalId") String externalId,
            @Param("auditId") AuditEntryId auditId,
            @Param("change") Change change,
            @Param("expected") Optional<Revision> expected);

    @Select(value = DocumentSql.DELETE_ONCE, affectData = true)
    Optional<Document> deleteOnce(
            @Param("entry") Entry entry,
            @Param("scope") Scope scope,
            @Param("collection") CollectionName collection,
            @Param("externalId") String externalId,
            @Param("auditId") AuditEntryId auditId,
            @Param("change") Change change,
            @Param("expected") Optional<Revision> expected,
            @Param("claim") IdempotencyClaim claim);

    @Select(DocumentSql.FIND)
    Optional<Document> find(
            @Param("entry") Entry entry,
            @Param("collection") CollectionName collection,
            @Param("externalId") String externalId);

    @Select(DocumentSql.FIND_ALL)
    List<Document> findAll(
            @Param("entry") Entry entry,
            @Param("collection") CollectionName collection,
            @Param("externalIds") List<String> externalIds);

    @Select(DocumentSql.REMEMBERED)
    List<Document> remembered(@Param("entry") Entry entry, @Param("ids") List<UUID> ids);

    /** @param after empty before every document */
    @Select(DocumentSql.LIST)
    List<ListedDocument> list(
            @Param("entry") Entry entry,
            @Param("collection") CollectionName collection,
            @Param("after") String after,
            @Param("most") int most);

    /** @param after -1 before every chunk */
    @Select(DocumentSql.CHUNKS)
    List<ListedChunk> chunks(
            @Param("entry") Entry entry,
            @Param("collection") CollectionName collection,
            @Param("externalId") String externalId,
            @Param("after") int after,
            @Param("most") int most);
}
