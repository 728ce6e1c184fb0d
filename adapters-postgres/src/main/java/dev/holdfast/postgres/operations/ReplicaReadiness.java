package dev.holdfast.postgres.operations;

import dev.holdfast.ports.operations.Readiness;
import dev.holdfast.postgres.support.Replica;
import java.util.List;

/** Whether a copy answers reads in the stead of its database, which it does while that is away. */
public final class ReplicaReadiness implements Readiness {
    private static final String REPLICA = "replica";

    private final Replica copy;

    public ReplicaReadiness(Replica copy) {
        this.copy = copy;
    }

    @Override
    public List<Check> check() {
        if (!copy.isUsable()) {
            return List.of(new Check(REPLICA, false, "does not answer, or is no copy of the database"));
        }
        return List.of(
                copy.isPrimaryAway()
                        ? new Check(REPLICA, true, "answers reads in the stead of the database")
                        : new Check(REPLICA, false, "is not used for all reads while the database answers"));
    }
}
