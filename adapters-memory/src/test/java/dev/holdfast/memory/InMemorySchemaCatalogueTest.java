package dev.holdfast.memory;

import dev.holdfast.ports.operations.SchemaCatalogue;
import dev.holdfast.ports.operations.SchemaCatalogueContract;
import java.time.Clock;

final class InMemorySchemaCatalogueTest implements SchemaCatalogueContract {
    @Override
    public SchemaCatalogue schemaCatalogue() {
        return new InMemoryStorage(Clock.systemUTC()).schemaCatalogue();
    }
}
