package dev.holdfast.postgres.operations;

import dev.holdfast.domain.audit.AuditEntryId;
import dev.holdfast.domain.operations.RetentionCut;
import dev.holdfast.domain.operations.RetentionFigures;
import dev.holdfast.domain.operations.RetiredRow;
import dev.holdfast.domain.shared.Change;
import dev.holdfast.domain.shared.Scope;
import dev.holdfast.postgres.operations.RetentionRows.Found;
import dev.holdfast.postgres.support.Entry;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;

interface RetentionMapper {
    @Select(RetentionSql.SURPLUS_MEMORIES)
    Optional<RetentionCut.Surplus> surplusOfMemories(@Param("entry") Entry entry, @Param("cut") CutRow cut);

    @Select(RetentionSql.SURPLUS_DOCUMENTS)
    Optional<RetentionCut.Surplus> surplusOfDocuments(@Param("entry") Entry entry, @Param("cut") CutRow cut);

    @Select(RetentionSql.SURPLUS_RECALLS)
    Optional<RetentionCut.Surplus> surplusOfRecalls(@Param("entry") Entry entry, @Param("cut") CutRow cut);

    @Select(RetentionSql.FIGURES_OF_MEMORIES)
    RetentionFigures figuresOfMemories(@Param("entry") Entry entry, @Param("cut") CutRow cut);

    @Select(RetentionSql.FIGURES_OF_VERSIONS)
    RetentionFigures figuresOfVersions(@Param("entry") Entry entry, @Param("cut") CutRow cut);

    @Select(RetentionSql.FIGURES_OF_DOCUMENTS)
    RetentionFigures figuresOfDocuments(@Param("entry") Entry entry, @Param("cut") CutRow cut);

    @Select(RetentionSql.FIGURES_OF_RECALLS)
    RetentionFigures figuresOfRecalls(@Param("entry") Entry entry, @Param("cut") CutRow cut);

    @Select(RetentionSql.DUE_MEMORIES)
    List<Found> dueMemories(
            @Param("entry") Entry entry,
            @Param("cut") CutRow cut,
            @Param("after") RetiredRow.Name after,
            @Param("most") int most);

    @Select(RetentionSql.DUE_VERSIONS)
    List<Found> dueVersions(
            @Param("entry") Entry entry,
            @Param("cut") CutRow cut,
            @Param("after") RetiredRow.Name after,
            @Param("most") int most);

    @Select(RetentionSql.DUE_DOCUMENTS)
    List<Found> dueDocuments(
            @Param("entry") Entry entry,
            @Param("cut") CutRow cut,
            @Param("after") RetiredRow.Name after,
            @Param("most") int most);

    @Select(RetentionSql.DUE_RECALLS)
    List<Found> dueRecalls(
            @Param("entry") Entry entry,
            @Param("cut") CutRow cut,
            @Param("after") RetiredRow.Name after,
            @Param("most") int most);

    @Select(RetentionSql.VERSIONS_OF)
    List<Found> versionsOf(
            @Param("entry") Entry entry,
            @Param("memories") List<UUID> memories,
            @Param("seen") List<Long> seen,
            @Param("most") int most);

    @Select(value = RetentionSql.REMOVE_MEMORIES, affectData = true)
    int removeMemories(@Param("entry") Entry entry, @Param("removal") Removal removal);

    @Select(value = RetentionSql.REMOVE_VERSIONS, affectData = true)
    int removeVersions(@Param("entry") Entry entry, @Param("removal") Removal removal);

    @Select(value = RetentionSql.REMOVE_PAST, affectData = true)
    int removePast(
            @Param("entry") Entry entry,
            @Param("memories") List<UUID> memories,
            @Param("seen") List<Long> seen,
            @Param("removal") Removal removal);

    @Select(value = RetentionSql.REMOVE_DOCUMENTS, affectData = true)
    int removeDocuments(@Param("entry") Entry entry, @Param("removal") Removal removal);

    @Select(value = RetentionSql.REMOVE_RECALLS, affectData = true)
    int removeRecalls(@Param("entry") Entry entry, @Param("removal") Removal removal);

    @Select(value = RetentionSql.NOTE, affectData = true)
    boolean note(
            @Param("entry") Entry entry,
            @Param("scope") Scope scope,
            @Param("summary") String summary,
            @Param("auditId") AuditEntryId auditId,
            @Param("change") Change change);
}
