package dev.holdfast.postgres.operations;

import dev.holdfast.ports.operations.SchemaHistory;
import dev.holdfast.ports.operations.SchemaHistoryContract;
import dev.holdfast.postgres.OnPostgres;

/** Read by the role of traffic, as a server does. */
final class PostgresSchemaHistoryTest extends OnPostgres implements SchemaHistoryContract {
    @Override
    public SchemaHistory schemaHistory() {
        return storage().adapter().schemaHistory();
    }
}
