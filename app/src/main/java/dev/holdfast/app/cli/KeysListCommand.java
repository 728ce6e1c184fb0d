package dev.holdfast.app.cli;

import dev.holdfast.domain.identity.ApiKey;
import dev.holdfast.domain.shared.Page;
import dev.holdfast.domain.shared.PageRequest;
import dev.holdfast.ports.identity.KeyService;
import dev.holdfast.ports.shared.CallContext;
import java.io.PrintStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code holdfast keys list}. */
@Command(name = "list", description = "List a tenant's API keys, the oldest first; never their secrets.")
final class KeysListCommand implements Callable<Integer> {
    @Mixin
    private final TenantOption tenant = new TenantOption();

    @Mixin
    private final JsonOption json = new JsonOption();

    private final HoldfastCommand root;

    KeysListCommand(HoldfastCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        Instant now = root.surroundings().clock().instant();
        PrintStream out = root.surroundings().out();
        try (Operation operation = Operation.open(root)) {
            List<ApiKey> keys = all(operation.get(KeyService.class), operation.callIn(tenant.in(operation.config())));
            if (json.wanted()) {
                Output.json(
                        out,
                        Map.of(
                                "items",
                                keys.stream()
                                        .map(key -> KeyLines.fields(key, now))
                                        .toList()));
            } else {
                Output.table(
                        out,
                        KeyLines.HEAD,
                        keys.stream().map(key -> KeyLines.row(key, now)).toList());
            }
        }
        return ExitCode.OK;
    }

    private static List<ApiKey> all(KeyService service, CallContext call) {
        List<ApiKey> keys = new ArrayList<>();
        Optional<PageRequest> request = Optional.of(PageRequest.first(PageRequest.MAX_LIMIT));
        while (request.isPresent()) {
            Page<ApiKey> page = service.list(call, request.get());
            keys.addAll(page.items());
            request = page.next().map(cursor -> PageRequest.after(cursor, PageRequest.MAX_LIMIT));
        }
        return keys;
    }
}
