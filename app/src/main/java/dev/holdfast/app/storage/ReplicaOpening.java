package dev.holdfast.app.storage;

import dev.holdfast.app.config.HoldfastConfig;
import dev.holdfast.app.config.ReplicaConfig;
import dev.holdfast.ports.operations.Finding;
import dev.holdfast.postgres.operations.AdminConnection;
import dev.holdfast.postgres.operations.ReplicaLook;
import dev.holdfast.postgres.support.PostgresConfig;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the copy of the database that answers reads. */
public final class ReplicaOpening {
    private static final Logger LOG = LoggerFactory.getLogger(ReplicaOpening.class);

    private ReplicaOpening() {}

    /**
     * How reads reach it. One that does not answer may do so later.
     *
     * @throws StorageUnavailableException when what is named is no copy of the database, or does not let the user in
     */
    static Optional<PostgresConfig> of(HoldfastConfig config) {
        return config.database().replica().map(replica -> {
            String place = replica.url().display();
            Finding look = look(config, replica);
            switch (look.status()) {
                case FAILED ->
                    throw new StorageUnavailableException(
                            "the replica at " + place + " " + look.finding(),
                            look.next().orElse(""));
                case WARNING -> LOG.warn("the replica at {} {}", place, look.finding());
                case OK -> LOG.info("reads may be answered by the replica at {}", place);
            }
            return PostgresOpening.traffic(copy(replica), config, true);
        });
    }

    /** What is to be said of it; empty when none is named. */
    public static Optional<Finding> look(HoldfastConfig config) {
        return config.database().replica().map(replica -> look(config, replica));
    }

    private static Finding look(HoldfastConfig config, ReplicaConfig replica) {
        return ReplicaLook.at(PostgresOpening.administrator(config.database()), copy(replica));
    }

    private static AdminConnection copy(ReplicaConfig replica) {
        return new AdminConnection(
                replica.url().jdbcUrl(), replica.user(), replica.password().orElse(PostgresOpening.NONE));
    }
}
