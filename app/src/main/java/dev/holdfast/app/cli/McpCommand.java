package dev.holdfast.app.cli;

import com.codahale.metrics.MetricRegistry;
import com.google.inject.Injector;
import dev.holdfast.app.config.HoldfastConfig;
import dev.holdfast.app.module.HttpModule;
import dev.holdfast.app.module.Wiring;
import dev.holdfast.app.secrets.MasterSecret;
import dev.holdfast.app.secrets.MasterSecret.Purpose;
import dev.holdfast.app.storage.Storage;
import dev.holdfast.app.storage.StorageSource.Use;
import dev.holdfast.domain.identity.Principal;
import dev.holdfast.domain.identity.Role;
import dev.holdfast.domain.shared.PrincipalId;
import dev.holdfast.domain.shared.TenantId;
import dev.holdfast.http.HttpAdapter;
import dev.holdfast.http.mcp.McpStdio;
import dev.holdfast.http.support.CursorCodec;
import dev.holdfast.ports.identity.TenantService;
import dev.holdfast.ports.shared.CallContext;
import dev.holdfast.ports.shared.UuidV7Ids;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code holdfast mcp}. */
@Command(
        name = "mcp",
        description = {
            "Speak the Model Context Protocol over standard input and output, for agents that start their servers themselves.",
            "With --url (or HOLDFAST_URL) for a running server, by the key in HOLDFAST_API_KEY or --key-file; otherwise on the",
            "configured storage, as a writer of the configured tenant."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  holdfast mcp                                on a PostgreSQL of its own in ~/.holdfast",
            "  HOLDFAST_API_KEY=hf_... holdfast mcp --url http://127.0.0.1:7070"
        })
final class McpCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Mixin
    private final ServerOption server = new ServerOption();

    @Option(
            names = {"--mcp-tools", "--tools"},
            paramLabel = "SETS",
            description = "Tools to offer, without --url, such as memory or memory,knowledge.")
    private @Nullable String tools;

    private final HoldfastCommand root;

    McpCommand(HoldfastCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        Surroundings surroundings = root.surroundings();
        Optional<URI> url = server.url(surroundings);
        if (url.isPresent()) {
            new McpBridge(url.get(), server.key(surroundings), surroundings.out()).serve(surroundings.in());
        } else {
            serve(surroundings);
        }
        return ExitCode.OK;
    }

    private void serve(Surroundings surroundings) {
        Map<String, String> flags = new LinkedHashMap<>();
        HoldfastCommand.put(flags, "--mcp-tools", tools);
        HoldfastConfig config = root.configuration(flags).config();
        MasterSecret secret = Operation.secretOf(config, surroundings);
        MetricRegistry metrics = new MetricRegistry();
        try (Storage storage = surroundings.storages().open(config, Use.COMMAND, metrics, surroundings::progress)) {
            Injector injector = new Wiring(
                            config, secret, storage, surroundings.clock(), surroundings.random(), metrics)
                    .injector(new HttpModule());
            TenantId tenant = config.general().tenant();
            injector.getInstance(TenantService.class).ensure(tenant);
            Principal agent = new Principal(PrincipalId.system("mcp"), tenant, Role.WRITER, List.of());
            UuidV7Ids ids = new UuidV7Ids(surroundings.clock(), surroundings.random());
            new McpStdio(
                            HttpAdapter.mcp(injector.getInstance(HttpAdapter.Core.class)),
                            new CursorCodec(secret.keyFor(Purpose.CURSORS), surroundings.clock()),
                            () -> new CallContext(
                                    agent,
                                    surroundings.clock().instant().plus(PATIENCE),
                                    ids.next().toString(),
                                    Optional.empty()),
                            surroundings.out(),
                            surroundings.clock())
                    .serve(surroundings.in());
        }
    }
}
