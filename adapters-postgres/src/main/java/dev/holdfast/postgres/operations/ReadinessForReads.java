package dev.holdfast.postgres.operations;

import dev.holdfast.ports.operations.Readiness;
import dev.holdfast.postgres.support.Replica;
import java.util.List;
import java.util.Optional;

/**
 * Whether reads are answered: by the database, which need not take writes for it, or while that is away by a copy that does so in its
 * stead.
 */
public final class ReadinessForReads implements Readiness {
    private static final String READS = "reads";

    private final Readiness database;
    private final Optional<Replica> replica;

    /** @param database whether it can be read */
    public ReadinessForReads(Readiness database, Optional<Replica> replica) {
        this.database = database;
        this.replica = replica;
    }

    @Override
    public List<Check> check() {
        return List.of(replica.filter(Replica::isPrimaryAway)
                .map(ReadinessForReads::instead)
                .orElseGet(this::newest));
    }

    private static Check instead(Replica copy) {
        return copy.answers()
                ? new Check(READS, true, "the replica answers in the stead of the database")
                : new Check(READS, false, "the database is away, and the replica does not answer, or is no copy of it");
    }

    private Check newest() {
        return database.check().stream()
                .filter(check -> !check.ok())
                .findFirst()
                .map(fault -> new Check(READS, false, fault.name() + ": " + fault.detail()))
                .orElseGet(() -> new Check(READS, true, "the database answers"));
    }
}
