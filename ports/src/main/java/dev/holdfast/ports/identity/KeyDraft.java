package dev.holdfast.ports.identity;

import dev.holdfast.domain.identity.ApiKey;
import dev.holdfast.domain.identity.Role;
import dev.holdfast.domain.shared.Namespace;
import dev.holdfast.domain.shared.TextRules;
import dev.holdfast.domain.shared.Violations;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a caller says of a new API key; see {@link dev.holdfast.domain.identity.ApiKey}. */
public record KeyDraft(String name, Role role, List<Namespace> namespaces, Optional<Instant> expiresAt) {
    public KeyDraft {
        namespaces = List.copyOf(namespaces);
        // Checked here and not only when the key is made, because a refused call writes the name into the audit.
        new Violations()
                .add(TextRules.check("/name", name, 1, ApiKey.MAX_NAME_CHARACTERS))
                .throwIfAny();
    }
}
