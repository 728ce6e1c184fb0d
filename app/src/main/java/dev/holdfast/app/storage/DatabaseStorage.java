package dev.holdfast.app.storage;

import dev.holdfast.domain.shared.TenantId;
import dev.holdfast.ports.operations.Readiness;
import dev.holdfast.ports.operations.SchemaCatalogue;
import dev.holdfast.ports.operations.SchemaHistory;
import dev.holdfast.ports.operations.StoreHealth;
import dev.holdfast.ports.operations.StoreQueries;
import dev.holdfast.ports.operations.StoreSize;
import dev.holdfast.ports.operations.StoreStatements;
import dev.holdfast.postgres.PostgresStorage;
import dev.holdfast.postgres.operations.AdminConnection;
import dev.holdfast.postgres.operations.PostgresStoreSize;
import java.time.Instant;
import java.util.Optional;

/** A PostgreSQL, and what has to be stopped with it. */
final class DatabaseStorage implements Storage {
    private final PostgresStorage storage;
    private final AdminConnection administrator;
    private final String location;
    private final Runnable afterwards;

    /** @param afterwards done once the connections are closed */
    DatabaseStorage(PostgresStorage storage, AdminConnection administrator, String location, Runnable afterwards) {
        this.storage = storage;
        this.administrator = administrator;
        this.location = location;
        this.afterwards = afterwards;
    }

    @Override
    public Repositories repositories() {
        return Repositories.of(storage);
    }

    @Override
    public Readiness readiness() {
        return storage.readiness();
    }

    @Override
    public Readiness readinessForReads() {
        return storage.readinessForReads();
    }

    @Override
    public StoreHealth health() {
        return storage.health(administrator);
    }

    @Override
    public StoreStatements statements() {
        return storage.statements();
    }

    @Override
    public StoreQueries queries() {
        return storage.queries();
    }

    @Override
    public StoreSize size() {
        return new PostgresStoreSize(administrator);
    }

    @Override
    public int purgeClaims(TenantId tenant, Instant now) {
        return storage.purgeClaims(tenant, now);
    }

    @Override
    public long refreshStatistics(TenantId tenant, Instant now) {
        return storage.refreshStatistics(tenant, now);
    }

    @Override
    public SchemaHistory schemaHistory() {
        return storage.schemaHistory();
    }

    @Override
    public SchemaCatalogue schemaCatalogue() {
        return storage.schemaCatalogue();
    }

    @Override
    public Optional<AdminConnection> administrator() {
        return Optional.of(administrator);
    }

    @Override
    public String location() {
        return location;
    }

    @Override
    public void close() {
        try {
            storage.close();
        } finally {
            afterwards.run();
        }
    }
}
