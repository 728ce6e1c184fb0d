package dev.holdfast.app.cli;

import dev.holdfast.app.config.Durations;
import dev.holdfast.app.config.ServerConfig;
import dev.holdfast.domain.identity.ApiKey;
import dev.holdfast.domain.identity.Role;
import dev.holdfast.domain.shared.InvalidInput;
import dev.holdfast.domain.shared.Namespace;
import dev.holdfast.domain.shared.Secret;
import dev.holdfast.ports.identity.IssuedKey;
import dev.holdfast.ports.identity.KeyDraft;
import dev.holdfast.ports.identity.KeyService;
import java.io.PrintStream;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code holdfast keys create}. */
@Command(
        name = "create",
        description = "Create an API key and print it, this once.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  holdfast keys create --name ci --role writer",
            "  holdfast keys create --tenant acme --name app --role reader --namespace users/42 --expires 90d"
        })
final class KeysCreateCommand implements Callable<Integer> {
    @Option(names = "--name", required = true, paramLabel = "TEXT", description = "What people call the key.")
    @SuppressWarnings("NullAway.Init") // required
    private String name;

    @Option(
            names = "--role",
            required = true,
            paramLabel = "ROLE",
            description = "admin (everything), writer (reads and writes) or reader (reads).")
    @SuppressWarnings("NullAway.Init") // required
    private Role role;

    @Option(
            names = "--namespace",
            paramLabel = "PATH",
            description = "Limit the key to this namespace and what is below it. Can be repeated.")
    private List<String> namespaces = new ArrayList<>();

    @Option(
            names = "--expires",
            paramLabel = "WHEN",
            description =
                    "After a time such as 12h or 90d, or at a moment such as 2030-01-31T00:00:00Z; default: never.")
    private @Nullable String expires;

    @Mixin
    private final TenantOption tenant = new TenantOption();

    @Mixin
    private final JsonOption json = new JsonOption();

    private final HoldfastCommand root;

    KeysCreateCommand(HoldfastCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        Instant now = root.surroundings().clock().instant();
        KeyDraft draft = new KeyDraft(
                name,
                role,
                namespaces.stream().map(KeysCreateCommand::namespace).toList(),
                Optional.ofNullable(expires).map(text -> moment(text, now)));
        try (Operation operation = Operation.open(root)) {
            IssuedKey issued = operation
                    .get(KeyService.class)
                    .create(operation.callIn(tenant.in(operation.config())), draft)
                    .value();
            print(
                    issued.key(),
                    issued.token().map(Secret::reveal).orElse(""),
                    operation.config().server(),
                    now);
        }
        return ExitCode.OK;
    }

    private void print(ApiKey key, String token, ServerConfig server, Instant now) {
        PrintStream out = root.surroundings().out();
        if (json.wanted()) {
            Map<String, Object> fields = KeyLines.fields(key, now);
            fields.put("key", token);
            Output.json(out, fields);
            return;
        }
        out.println(token);
        PrintStream err = root.surroundings().err();
        err.println();
        err.println("This is the only time the key is shown. Its id, to revoke it by, is "
                + key.id().value() + ". Try it:");
        err.println("  curl -H 'Authorization: Bearer " + token + "' " + server.url() + "/v1/whoami");
    }

    private static Namespace namespace(String text) {
        try {
            return new Namespace(text);
        } catch (InvalidInput malformed) {
            throw new Failure(
                    ExitCode.USAGE,
                    "--namespace " + text + ": " + malformed.getMessage(),
                    "Such as: --namespace users/42");
        }
    }

    private static Instant moment(String text, Instant now) {
        Optional<Instant> later = Durations.parse(text).map(now::plus);
        if (later.isPresent()) {
            return later.get();
        }
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException malformed) {
            throw new Failure(
                    ExitCode.USAGE,
                    "--expires " + text + " is neither a duration nor a moment",
                    "Such as: --expires 90d, or --expires 2030-01-31T00:00:00Z");
        }
    }
}
