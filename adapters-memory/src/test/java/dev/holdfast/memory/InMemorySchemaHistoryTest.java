package dev.holdfast.memory;

import dev.holdfast.ports.operations.SchemaHistory;
import dev.holdfast.ports.operations.SchemaHistoryContract;
import java.time.Clock;

final class InMemorySchemaHistoryTest implements SchemaHistoryContract {
    @Override
    public SchemaHistory schemaHistory() {
        return new InMemoryStorage(Clock.systemUTC()).schemaHistory();
    }
}
