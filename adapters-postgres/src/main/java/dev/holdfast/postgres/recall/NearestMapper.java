package dev.holdfast.postgres.recall;

import dev.holdfast.domain.recall.PassageKind;
import dev.holdfast.postgres.support.Entry;
import java.util.List;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;

/** The statements that look for vectors. */
interface NearestMapper {
    @Select(Entry.SQL + """
            SELECT #{kind, typeHandler=enum}::text, passage_id, distance
            FROM holdfast.nearest_by_index(
                #{kind, typeHandler=enum}, #{filter}::jsonb, #{model}, #{metric}, #{question, typeHandler=floats}, #{most}, #{effort})
            """)
    List<ByIndex> byIndex(
            @Param("entry") Entry entry,
            @Param("kind") PassageKind kind,
            @Param("filter") String filter,
            @Param("model") String model,
            @Param("metric") String metric,
            @Param("question") float[] question,
            @Param("most") int most,
            @Param("effort") int effort);

    /**
     * The sketches of the few texts that pass. When they are not few: of the model's, in any order and at most {@code page}, if
     * {@code orAll} and there is no index to ask, or else what {@link Sketched#tooMany} knows.
     */
    @Select(Entry.SQL + """
            WITH few AS MATERIALIZED (SELECT holdfast.few_hashes(#{kind, typeHandler=enum}, #{filter}::jsonb, #{few}) AS hashes),
                many AS MATERIALIZED (
                    SELECT #{orAll} AND NOT holdfast.has_vector_index(#{model}, #{dimension}, #{metric}) AS wanted
                    FROM few WHERE hashes IS NULL)
            SELECT e.sketch
            FROM holdfast.embedding AS e
            WHERE e.tenant_id = #{entry.tenant} AND e.model = #{model} AND e.dimension = #{dimension}
              AND e.content_hash = ANY ((SELECT hashes FROM few)::bytea[])
            UNION ALL
            (SELECT e.sketch
            FROM holdfast.embedding AS e
            WHERE e.tenant_id = #{entry.tenant} AND e.model = #{model} AND e.dimension = #{dimension} AND (SELECT wanted FROM many)
            LIMIT #{page})
            UNION ALL
            SELECT '' FROM many WHERE NOT wanted
            """)
    List<Sketched> few(
            @Param("entry") Entry entry,
            @Param("kind") PassageKind kind,
            @Param("filter") String filter,
            @Param("model") String model,
            @Param("dimension") int dimension,
            @Param("metric") String metric,
            @Param("few") int few,
            @Param("orAll") boolean orAll,
            @Param("page") int page);

    /** Sketches of the model in any order, at most so many. A row for each: to join them in the database takes longer than to send them. */
    @Select(Entry.SQL + """
            SELECT e.sketch
            FROM holdfast.embedding AS e
            WHERE e.tenant_id = #{entry.tenant} AND e.model = #{model} AND e.dimension = #{dimension}
            LIMIT #{most}
            """)
    List<Sketched> some(
            @Param("entry") Entry entry,
            @Param("model") String model,
            @Param("dimension") int dimension,
            @Param("most") int most);

    /** The sketches whose hashes come after that one, in their order, at most so many. */
    @Select(Entry.SQL + """
            SELECT e.sketch
            FROM holdfast.embedding AS e
            WHERE e.tenant_id = #{entry.tenant} AND e.model = #{model} AND e.dimension = #{dimension} AND e.content_hash > #{after}
            ORDER BY e.content_hash
            LIMIT #{most}
            """)
    List<Sketched> after(
            @Param("entry") Entry entry,
            @Param("model") String model,
            @Param("dimension") int dimension,
            @Param("after") byte[] after,
            @Param("most") int most);

    @Select(Entry.SQL + """
            SELECT #{kind, typeHandler=enum}::text, passage_id, its_vector
            FROM holdfast.passages_of(
                #{kind, typeHandler=enum}, #{filter}::jsonb, #{model}, #{dimension}, #{hashes, typeHandler=byteas})
            """)
    List<Compared> passagesOf(
            @Param("entry") Entry entry,
            @Param("kind") PassageKind kind,
            @Param("filter") String filter,
            @Param("model") String model,
            @Param("dimension") int dimension,
            @Param("hashes") List<byte[]> hashes);
}
