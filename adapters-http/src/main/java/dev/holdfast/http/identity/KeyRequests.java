package dev.holdfast.http.identity;

import dev.holdfast.domain.identity.ApiKey;
import dev.holdfast.domain.identity.Role;
import dev.holdfast.domain.shared.LimitExceeded;
import dev.holdfast.domain.shared.Namespace;
import dev.holdfast.domain.shared.Violations;
import dev.holdfast.ports.identity.KeyDraft;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The bodies of the API key endpoints. */
final class KeyRequests {
    private KeyRequests() {}

    record NewKey(String name, Role role, Optional<List<String>> namespaces, Optional<Instant> expiresAt) {
        KeyDraft draft() {
            List<String> limits = namespaces.orElse(List.of());
            if (limits.size() > ApiKey.MAX_NAMESPACES) {
                throw new LimitExceeded("the namespaces of a key", ApiKey.MAX_NAMESPACES);
            }
            Violations violations = new Violations();
            for (int i = 0; i < limits.size(); i++) {
                violations.add(Namespace.check("/namespaces/" + i, limits.get(i)));
            }
            violations.throwIfAny();
            return new KeyDraft(name, role, limits.stream().map(Namespace::new).toList(), expiresAt);
        }
    }
}
