package dev.holdfast.app.config;

import dev.holdfast.domain.shared.Secret;
import java.util.Optional;

/**
 * A copy of the database that answers reads.
 *
 * @param url where it is, without a user and a password
 */
public record ReplicaConfig(DatabaseUrl url, String user, Optional<Secret> password) {}
