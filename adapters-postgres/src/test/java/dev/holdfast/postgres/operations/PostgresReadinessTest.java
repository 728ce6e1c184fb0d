package dev.holdfast.postgres.operations;

import dev.holdfast.ports.operations.Readiness;
import dev.holdfast.ports.operations.ReadinessContract;
import dev.holdfast.postgres.OnPostgres;

final class PostgresReadinessTest extends OnPostgres implements ReadinessContract {
    @Override
    public Readiness readiness() {
        return storage().adapter().readiness();
    }
}
