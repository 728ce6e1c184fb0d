package dev.holdfast.app.cli;

import dev.holdfast.domain.identity.ApiKey;
import dev.holdfast.domain.identity.ApiKeyId;
import dev.holdfast.domain.identity.ApiKeyToken;
import dev.holdfast.ports.identity.KeyService;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code holdfast keys revoke}. */
@Command(
        name = "revoke",
        description = "Revoke an API key for good. Running servers refuse it within a second.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  holdfast keys revoke 0197f0c2-5f1e-7c31-9a55-2f6f0c1f7f11",
            "  holdfast keys revoke hf_live_...       a key that was found where it should not be"
        })
final class KeysRevokeCommand implements Callable<Integer> {
    private static final Pattern UUID_FORM =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    @Parameters(paramLabel = "ID", description = "The key's id as `holdfast keys list` shows it, or the key itself.")
    private @Nullable String id;

    @Mixin
    private final TenantOption tenant = new TenantOption();

    @Mixin
    private final JsonOption json = new JsonOption();

    private final HoldfastCommand root;

    KeysRevokeCommand(HoldfastCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        ApiKeyId wanted = idOf(String.valueOf(id))
                .orElseThrow(() -> new Failure(
                        ExitCode.USAGE, "neither the id of a key nor a key", "`holdfast keys list` shows the ids."));
        Instant now = root.surroundings().clock().instant();
        try (Operation operation = Operation.open(root)) {
            ApiKey revoked =
                    operation.get(KeyService.class).revoke(operation.callIn(tenant.in(operation.config())), wanted);
            if (json.wanted()) {
                Output.json(root.surroundings().out(), KeyLines.fields(revoked, now));
            } else {
                root.surroundings().out().println("Revoked " + revoked.id().value() + " (" + revoked.name() + ").");
            }
        }
        return ExitCode.OK;
    }

    private static Optional<ApiKeyId> idOf(String text) {
        return UUID_FORM.matcher(text).matches()
                ? Optional.of(new ApiKeyId(UUID.fromString(text)))
                : ApiKeyToken.parse(text).map(ApiKeyToken::id);
    }
}
