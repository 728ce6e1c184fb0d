package dev.holdfast.postgres.identity;

import dev.holdfast.domain.identity.Tenant;
import dev.holdfast.domain.identity.TenantRepository;
import dev.holdfast.domain.shared.Scope;
import dev.holdfast.domain.shared.TenantId;
import dev.holdfast.postgres.support.SqlRunner;
import java.util.List;

/** Tenants in PostgreSQL. */
public final class PostgresTenantRepository implements TenantRepository {
    private final SqlRunner background;

    public PostgresTenantRepository(SqlRunner background) {
        this.background = background.with(TenantMapper.class);
    }

    @Override
    public boolean ensure(Scope scope, Tenant tenant) {
        return background.write(
                scope,
                "tenant.ensure",
                (session, entry) -> session.getMapper(TenantMapper.class).ensure(entry, tenant));
    }

    @Override
    public List<TenantId> list(Scope scope) {
        return background
                .readAnonymously(
                        scope.deadline(),
                        scope.staleness(),
                        "tenant.list",
                        (session, entry) ->
                                session.getMapper(TenantMapper.class).list(entry))
                .stream()
                .map(TenantId::new)
                .toList();
    }
}
