package dev.holdfast.domain.identity;

import dev.holdfast.domain.Fresh;
import dev.holdfast.domain.TestTenant;
import dev.holdfast.domain.shared.Namespace;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Builds API keys to be stored: {@code aKeyOf(tenant).withRole(Role.READER).build()}. Each built key has a fresh id. */
public record ApiKeys(
        TestTenant tenant,
        String name,
        Role role,
        List<Namespace> namespaces,
        Optional<Instant> expiresAt,
        String secretHash) {
    public static ApiKeys aKeyOf(TestTenant tenant) {
        return new ApiKeys(tenant, "a key", Role.WRITER, List.of(), Optional.empty(), "0f".repeat(32));
    }

    public StoredApiKey build() {
        return new StoredApiKey(
                new ApiKey(
                        Fresh.apiKeyId(),
                        tenant.id(),
                        name,
                        role,
                        namespaces,
                        tenant.now(),
                        TestTenant.ALICE,
                        expiresAt,
                        Optional.empty()),
                secretHash);
    }

    public ApiKeys named(String newName) {
        return new ApiKeys(tenant, newName, role, namespaces, expiresAt, secretHash);
    }

    public ApiKeys withRole(Role newRole) {
        return new ApiKeys(tenant, name, newRole, namespaces, expiresAt, secretHash);
    }

    public ApiKeys limitedTo(String... newNamespaces) {
        return new ApiKeys(
                tenant, name, role, Stream.of(newNamespaces).map(Namespace::new).toList(), expiresAt, secretHash);
    }

    public ApiKeys expiringAt(Instant moment) {
        return new ApiKeys(tenant, name, role, namespaces, Optional.of(moment), secretHash);
    }

    public ApiKeys withSecretHash(String newSecretHash) {
        return new ApiKeys(tenant, name, role, namespaces, expiresAt, newSecretHash);
    }
}
