package dev.holdfast.postgres.recall;

import dev.holdfast.domain.recall.LexicalCandidates;
import dev.holdfast.domain.recall.Passage;
import dev.holdfast.domain.recall.PassageKind;
import dev.holdfast.postgres.support.Entry;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;

/** The statements of an index of passages. What is a filter is JSON, see {@link FilterDocument}. */
interface PassageMapper {
    @Select(Entry.SQL + """
            SELECT #{kind, typeHandler=enum}::text, terms, passages, average_length, frequencies, similarities IS NOT NULL,
                   coalesce(ids, '{}'), coalesce(lengths::bigint[], '{}'), coalesce(ranks, '{}'), coalesce(similarities, '{}')
            FROM holdfast.lexical_candidates(
                #{kind, typeHandler=enum}, #{text}, #{phrases, typeHandler=texts}, #{prefixes, typeHandler=texts},
                #{related}, #{filter}::jsonb, #{most})
            """)
    LexicalCandidates lexical(
            @Param("entry") Entry entry,
            @Param("kind") PassageKind kind,
            @Param("text") String text,
            @Param("phrases") List<String> phrases,
            @Param("prefixes") List<String> prefixes,
            @Param("related") String related,
            @Param("filter") String filter,
            @Param("most") int most);

    @Select(Entry.SQL + """
            SELECT #{kind, typeHandler=enum}::text, id, namespace, name, title, beginning, cut, place, date, importance, tags, told,
                   source, version, earlier, later
            FROM holdfast.load_passages(
                #{kind, typeHandler=enum}, #{ids, typeHandler=uuids}, #{filter}::jsonb, #{neighbours}, #{characters},
                #{told, typeHandler=texts}, #{toldLength})
            """)
    List<Passage> load(
            @Param("entry") Entry entry,
            @Param("kind") PassageKind kind,
            @Param("ids") List<UUID> ids,
            @Param("filter") String filter,
            @Param("neighbours") int neighbours,
            @Param("characters") int characters,
            @Param("told") List<String> told,
            @Param("toldLength") int toldLength);

    @Select(
            value = Entry.SQL + "SELECT holdfast.refresh_statistics(#{kind, typeHandler=enum}, #{now})",
            affectData = true)
    long refreshStatistics(@Param("entry") Entry entry, @Param("kind") PassageKind kind, @Param("now") Instant now);
}
