package dev.holdfast.postgres.identity;

import dev.holdfast.domain.identity.Tenant;
import dev.holdfast.postgres.support.Entry;
import java.util.List;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;

interface TenantMapper {
    @Select(value = Entry.SQL + """
            WITH added AS (
                INSERT INTO holdfast.tenant (tenant_id, created_at)
                VALUES (#{tenant.id}, #{tenant.createdAt})
                ON CONFLICT DO NOTHING
                RETURNING 1)
            SELECT count(*) = 1 FROM added
            """, affectData = true)
    boolean ensure(@Param("entry") Entry entry, @Param("tenant") Tenant tenant);

    @Select("""
            SELECT set_config('holdfast.operator', 'on', true),
                   set_config('statement_timeout', #{entry.statementTimeout}, true);
            SELECT tenant_id FROM holdfast.tenant ORDER BY tenant_id
            """)
    List<String> list(@Param("entry") Entry entry);
}
