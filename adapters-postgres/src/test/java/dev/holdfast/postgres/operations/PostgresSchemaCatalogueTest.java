package dev.holdfast.postgres.operations;

import dev.holdfast.ports.operations.SchemaCatalogue;
import dev.holdfast.ports.operations.SchemaCatalogueContract;
import dev.holdfast.postgres.OnPostgres;

/** Looked at by the role of traffic, as a server does. */
final class PostgresSchemaCatalogueTest extends OnPostgres implements SchemaCatalogueContract {
    @Override
    public SchemaCatalogue schemaCatalogue() {
        return storage().adapter().schemaCatalogue();
    }
}
