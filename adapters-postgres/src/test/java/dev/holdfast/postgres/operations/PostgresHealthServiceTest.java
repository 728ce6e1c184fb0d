package dev.holdfast.postgres.operations;

import dev.holdfast.ports.operations.HealthServiceContract;
import dev.holdfast.ports.operations.StoreHealth;
import dev.holdfast.postgres.OnPostgres;

final class PostgresHealthServiceTest extends OnPostgres implements HealthServiceContract {
    @Override
    public StoreHealth health() {
        return storage().adapter().health(storage().admin());
    }
}
