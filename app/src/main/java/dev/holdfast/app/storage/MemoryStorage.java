package dev.holdfast.app.storage;

import dev.holdfast.domain.shared.TenantId;
import dev.holdfast.memory.InMemoryStorage;
import dev.holdfast.ports.operations.Readiness;
import dev.holdfast.ports.operations.SchemaCatalogue;
import dev.holdfast.ports.operations.SchemaHistory;
import dev.holdfast.ports.operations.StoreHealth;
import dev.holdfast.ports.operations.StoreQueries;
import dev.holdfast.ports.operations.StoreSize;
import dev.holdfast.ports.operations.StoreStatements;
import dev.holdfast.postgres.operations.AdminConnection;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Everything in this process's memory. */
public final class MemoryStorage implements Storage {
    private final InMemoryStorage storage;

    public MemoryStorage(Clock clock) {
        this.storage = new InMemoryStorage(clock);
    }

    @Override
    public Repositories repositories() {
        return Repositories.of(storage);
    }

    @Override
    public Readiness readiness() {
        return () -> List.of(new Readiness.Check("storage", true, "answers"));
    }

    @Override
    public Readiness readinessForReads() {
        return readiness();
    }

    @Override
    public StoreHealth health() {
        return storage.health();
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
        return storage.size();
    }

    @Override
    public int purgeClaims(TenantId tenant, Instant now) {
        return 0;
    }

    @Override
    public long refreshStatistics(TenantId tenant, Instant now) {
        return 0;
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
        return Optional.empty();
    }

    @Override
    public String location() {
        return "this process's memory only: everything is lost when it stops";
    }

    @Override
    public void close() {
        // Nothing was opened.
    }
}
