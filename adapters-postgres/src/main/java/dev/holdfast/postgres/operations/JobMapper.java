package dev.holdfast.postgres.operations;

import dev.holdfast.domain.operations.JobState;
import dev.holdfast.domain.operations.JobTurn;
import dev.holdfast.postgres.support.Entry;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;

interface JobMapper {
    @Select(value = Entry.SQL + """
            INSERT INTO holdfast.job AS j (tenant_id, name, slot, node, begun_at, until)
            VALUES (#{entry.tenant}, #{turn.job}, #{turn.slot}, #{turn.node}, #{turn.now}, #{turn.until})
            ON CONFLICT (tenant_id, name) DO UPDATE
            SET slot = excluded.slot, node = excluded.node, begun_at = excluded.begun_at, until = excluded.until,
                ended_at = NULL, failure = NULL
            WHERE (j.slot < excluded.slot AND (j.ended_at IS NOT NULL OR j.until <= #{turn.now}))
               OR (j.slot = excluded.slot AND j.ended_at IS NULL AND (j.until <= #{turn.now} OR j.node = excluded.node))
               OR (j.slot = excluded.slot AND j.failure IS NOT NULL AND j.ended_at < #{turn.failedBefore})
               OR j.slot > #{turn.now} + make_interval(mins =>\s""" + JobTurn.CLOCKS_DIFFER_BY_MINUTES + """
            )
            RETURNING true
            """, affectData = true)
    Optional<Boolean> begin(@Param("entry") Entry entry, @Param("turn") JobTurn turn);

    @Select(value = Entry.SQL + """
            UPDATE holdfast.job
            SET ended_at = #{at}, failure = #{failure, jdbcType=VARCHAR},
                succeeded_at = CASE WHEN #{failure, jdbcType=VARCHAR}::text IS NULL THEN #{at} ELSE succeeded_at END
            WHERE tenant_id = #{entry.tenant} AND name = #{turn.job} AND slot = #{turn.slot} AND node = #{turn.node}
            RETURNING true
            """, affectData = true)
    Optional<Boolean> end(
            @Param("entry") Entry entry,
            @Param("turn") JobTurn turn,
            @Param("at") Instant at,
            @Param("failure") Optional<String> failure);

    @Select(Entry.SQL + """
            SELECT name, slot, node, begun_at, ended_at, failure, succeeded_at FROM holdfast.job
            WHERE tenant_id = #{entry.tenant} ORDER BY name
            """)
    List<JobState> list(@Param("entry") Entry entry);
}
