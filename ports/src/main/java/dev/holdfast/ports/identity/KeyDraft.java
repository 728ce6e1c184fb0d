package dev.holdfast.ports.identity;

import dev.holdfast.domain.identity.Role;
import dev.holdfast.domain.shared.Namespace;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a caller says of a new API key; see {@link dev.holdfast.domain.identity.ApiKey}. */
public record KeyDraft(String name, Role role, List<Namespace> namespaces, Optional<Instant> expiresAt) {
    public KeyDraft {
        namespaces = List.copyOf(namespaces);
    }
}
