package dev.holdfast.app.storage;

import dev.holdfast.domain.shared.TenantId;
import dev.holdfast.ports.operations.Readiness;
import dev.holdfast.ports.operations.SchemaCatalogue;
import dev.holdfast.ports.operations.SchemaHistory;
import dev.holdfast.ports.operations.StoreHealth;
import dev.holdfast.ports.operations.StoreQueries;
import dev.holdfast.ports.operations.StoreSize;
import dev.holdfast.ports.operations.StoreStatements;
import dev.holdfast.postgres.operations.AdminConnection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** An open store, whichever kind it is. */
public interface Storage extends AutoCloseable {
    /** What use cases need of it. */
    Repositories repositories();

    /** Whether the store can serve now. */
    Readiness readiness();

    /** Whether reads are served, though the store may not serve everything. */
    Readiness readinessForReads();

    /** How the store is, for its operator. */
    StoreHealth health();

    /** Its statements, and how they go. */
    StoreStatements statements();

    /** Questions to it in its own language. */
    StoreQueries queries();

    /** How much room it takes, for its operator. */
    StoreSize size();

    /** Why it cannot, in short phrases without anything secret; empty when it can. */
    default List<String> ailments() {
        return readiness().check().stream()
                .filter(check -> !check.ok())
                .map(check -> check.name() + ": " + check.detail())
                .toList();
    }

    /** Forgets the idempotency claims of {@code tenant} that expired before {@code now}. @return how many */
    int purgeClaims(TenantId tenant, Instant now);

    /** Counts what searches of a large {@code tenant} take for granted, if that is due. @return how many passages were read */
    long refreshStatistics(TenantId tenant, Instant now);

    /** The versions of the store's schema. */
    SchemaHistory schemaHistory();

    /** What the store's schema is made of. */
    SchemaCatalogue schemaCatalogue();

    /** How the database itself is worked on; empty where there is none. */
    Optional<AdminConnection> administrator();

    /** Where the data is, for people. */
    String location();

    /** Closes connections, and stops what was started for this store. */
    @Override
    void close();
}
