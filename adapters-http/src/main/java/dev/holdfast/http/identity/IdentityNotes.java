package dev.holdfast.http.identity;

import dev.holdfast.domain.identity.ApiKey;
import dev.holdfast.domain.identity.ApiKeyId;
import dev.holdfast.domain.identity.Role;
import dev.holdfast.domain.shared.Namespace;
import dev.holdfast.domain.shared.PrincipalId;
import dev.holdfast.domain.shared.TenantId;
import dev.holdfast.http.identity.KeyRequests.NewKey;
import dev.holdfast.http.identity.KeyViews.NewKeyShown;
import dev.holdfast.http.identity.KeyViews.WhoAmI;
import dev.holdfast.http.support.Notes;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What the OpenAPI document says of API keys. */
public final class IdentityNotes {
    private static final NewKey WISH =
            new NewKey("support agent", Role.WRITER, Optional.of(List.of("users/42")), Optional.empty());
    private static final ApiKey KEY = new ApiKey(
            new ApiKeyId(UUID.fromString("0190b6c8-5f5e-7000-8000-00000000a9e7")),
            new TenantId("default"),
            "support agent",
            Role.WRITER,
            List.of(new Namespace("users/42")),
            Instant.parse("2026-01-31T12:00:00Z"),
            PrincipalId.system("bootstrap"),
            Optional.empty(),
            Optional.empty());
    private static final NewKeyShown SHOWN = new NewKeyShown(KEY, Optional.of("hf_live_..."));
    private static final WhoAmI SELF = WhoAmI.of(KEY.principal());

    private IdentityNotes() {}

    public static Notes notes() {
        Notes notes = new Notes();
        notes.about(NewKey.class, "NewKey")
                .example(WISH)
                .field("name", "For people; need not be unique.", Map.of("minLength", 1, "maxLength", 100))
                .field(
                        "role",
                        "What the key may do: `reader` reads data, `writer` also writes it, `admin` may do everything.")
                .field(
                        "namespaces",
                        "The subtrees the key is limited to; none means no limit.",
                        Map.of("maxItems", ApiKey.MAX_NAMESPACES))
                .field("expiresAt", "From this moment on the key is refused.");
        notes.about(ApiKey.class, "ApiKey")
                .example(KEY)
                .as(NewKey.class)
                .field("id", "The key's id, which is part of the credential.")
                .field("tenant", "The only tenant the key reaches.")
                .field("createdAt", "When it was made.")
                .field("createdBy", "Who made it.")
                .field("revokedAt", "When it was revoked; absent while it is good.");
        notes.about(NewKeyShown.class, "NewKeyShown")
                .example(SHOWN)
                .field("key", "The key.")
                .field(
                        "token",
                        "The credential, to be sent as `Authorization: Bearer`. Shown this once; absent when the answer repeats"
                                + " an earlier one.");
        notes.about(WhoAmI.class, "WhoAmI")
                .example(SELF)
                .field("principal", "The caller as the audit names it.")
                .field("tenant", "The only tenant the caller reaches.")
                .field("role", "The caller's role.")
                .field("permissions", "What the role allows.")
                .field("namespaces", "The subtrees the caller is limited to; none means no limit.");
        return notes;
    }
}
