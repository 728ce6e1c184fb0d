package dev.holdfast.app.cli;

import dev.holdfast.domain.identity.ApiKey;
import dev.holdfast.domain.shared.Namespace;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** How API keys are printed. */
final class KeyLines {
    static final List<String> HEAD = List.of("ID", "NAME", "ROLE", "NAMESPACES", "CREATED", "EXPIRES", "STATE");

    private KeyLines() {}

    static List<String> row(ApiKey key, Instant now) {
        return List.of(
                key.id().value().toString(),
                key.name(),
                role(key),
                key.namespaces().isEmpty()
                        ? "all"
                        : key.namespaces().stream().map(Namespace::value).collect(Collectors.joining(", ")),
                key.createdAt().toString(),
                key.expiresAt().map(Instant::toString).orElse("never"),
                state(key, now));
    }

    static Map<String, Object> fields(ApiKey key, Instant now) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", key.id().value().toString());
        fields.put("tenant", key.tenant().value());
        fields.put("name", key.name());
        fields.put("role", role(key));
        fields.put("namespaces", key.namespaces().stream().map(Namespace::value).toList());
        fields.put("created_at", key.createdAt().toString());
        key.expiresAt().ifPresent(at -> fields.put("expires_at", at.toString()));
        key.revokedAt().ifPresent(at -> fields.put("revoked_at", at.toString()));
        fields.put("state", state(key, now));
        return fields;
    }

    private static String role(ApiKey key) {
        return key.role().name().toLowerCase(Locale.ROOT);
    }

    private static String state(ApiKey key, Instant now) {
        if (key.revokedAt().isPresent()) {
            return "revoked";
        }
        return key.usableAt(now) ? "usable" : "expired";
    }
}
