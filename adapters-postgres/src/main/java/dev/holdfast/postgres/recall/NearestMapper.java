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

    /** The sketches of the few texts that pass. When they are not few: what {@link Sketched#areTooMany} knows, and no row is read for that. */
    @Select(Entry.SQL + """
            WITH few AS MATERIALIZED (SELECT holdfast.few_hashes(#{kind, typeHandler=enum}, #{filter}::jsonb, #{few}) AS hashes)
            SELECT e.sketch
            FROM holdfast.embedding AS e
            WHERE e.tenant_id = #{entry.tenant} AND e.model = #{model} AND e.dimension = #{dimension}
              AND (SELECT hashes IS NOT NULL FROM few) AND e.content_hash = ANY ((SELECT hashes FROM few)::bytea[])
            UNION ALL
            SELECT CASE WHEN holdfast.has_vector_index(#{model}, #{dimension}, #{metric}) THEN decode('01', 'hex') ELSE '' END
            FROM few WHERE hashes IS NULL
            """)
    List<Sketched> few(
            @Param("entry") Entry entry,
            @Param("kind") PassageKind kind,
            @Param("filter") String filter,
            @Param("model") String model,
            @Param("dimension") int dimension,
            @Param("metric") String metric,
            @Param("few") int few);

    /**
     * The sketches whose hashes come after that one, in their order, at most so many, and the {@link Moment}. A row for each: to join them
     * in the database takes longer than to send them.
     */
    @Select(Entry.SQL + Moment.SQL + """
            UNION ALL
            (SELECT e.sketch
            FROM holdfast.embedding AS e
            WHERE e.tenant_id = #{entry.tenant} AND e.model = #{model} AND e.dimension = #{dimension} AND e.content_hash > #{after}
            ORDER BY e.content_hash
            LIMIT #{most})
            """)
    List<Sketched> after(
            @Param("entry") Entry entry,
            @Param("model") String model,
            @Param("dimension") int dimension,
            @Param("after") byte[] after,
            @Param("most") int most);

    /**
     * The sketches that perhaps were not there {@code then}, and the {@link Moment}. When no transaction has ended since, no row is read: of
     * those before it all is known.
     */
    @Select(Entry.SQL + Moment.SQL + """
            UNION ALL
            (SELECT e.sketch
            FROM holdfast.embedding AS e
            WHERE e.tenant_id = #{entry.tenant} AND e.model = #{model} AND e.dimension = #{dimension}
              AND pg_snapshot_xmax(pg_current_snapshot())::text::bigint > #{then.undecided}::bigint
              AND age(e.xmin) <= (SELECT age(#{then.xid}::text::xid))
            LIMIT #{most})
            """)
    List<Sketched> since(
            @Param("entry") Entry entry,
            @Param("model") String model,
            @Param("dimension") int dimension,
            @Param("then") Moment then,
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
