package dev.holdfast.postgres.support;

import dev.holdfast.domain.shared.DeadlineExceeded;
import dev.holdfast.domain.shared.InvalidInput;
import dev.holdfast.domain.shared.OutcomeUnknown;
import dev.holdfast.domain.shared.StoreBusy;
import dev.holdfast.domain.shared.StoreFault;
import dev.holdfast.domain.shared.StoreFull;
import dev.holdfast.domain.shared.StoreLocked;
import dev.holdfast.domain.shared.StoreUnavailable;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What each {@link Failure} is called outside of this adapter, and whether the transaction may run again first. */
final class Verdicts {
    private static final Logger LOG = LoggerFactory.getLogger(Verdicts.class);

    private Verdicts() {}

    /** @param commits whether the commit was sent together with what failed, so that it may have happened */
    static RuntimeException of(Failure failure, boolean commits, SQLException cause) {
        return switch (failure) {
            case COLLISION -> new Repeatable(failure, new StoreBusy(cause));
            case NOT_SENT, STANDBY, STALE_STATEMENT -> new Repeatable(failure, new StoreUnavailable(cause));
            case CONNECTION_LOST ->
                commits ? new OutcomeUnknown(cause) : new Repeatable(failure, new StoreUnavailable(cause));
            case TIMEOUT -> new DeadlineExceeded(cause);
            case LOCKED -> new StoreLocked(cause);
            case DUPLICATE -> new DuplicateRow(SqlStates.constraintOf(cause), cause);
            case BAD_DATA -> {
                LOG.warn("the store refused data that the edge let through: SQLSTATE {}", cause.getSQLState());
                yield InvalidInput.of("", "not_storable", "the store cannot hold this input");
            }
            case NO_SPACE -> new StoreFull(cause);
            case DEFECT -> defect(cause);
        };
    }

    static RuntimeException defect(Exception cause) {
        LOG.error("a statement failed that never should: this is a defect", cause);
        return new StoreFault(cause);
    }
}
