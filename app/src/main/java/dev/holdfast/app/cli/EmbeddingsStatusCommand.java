package dev.holdfast.app.cli;

import dev.holdfast.domain.embedding.ModelStatus;
import dev.holdfast.ports.embedding.EmbeddingService;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code holdfast embeddings status}. */
@Command(name = "status", description = "The models of a tenant, and how far the work with each is.")
final class EmbeddingsStatusCommand implements Callable<Integer> {
    private static final List<String> HEAD =
            List.of("MODEL", "DIMENSION", "STATE", "READY", "PENDING", "FAILED", "SEARCH");

    @Mixin
    private final TenantOption tenant = new TenantOption();

    @Mixin
    private final JsonOption json = new JsonOption();

    private final HoldfastCommand root;

    EmbeddingsStatusCommand(HoldfastCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        PrintStream out = root.surroundings().out();
        try (Operation operation = Operation.open(root)) {
            List<ModelStatus> models =
                    operation.get(EmbeddingService.class).models(operation.callIn(tenant.in(operation.config())));
            if (json.wanted()) {
                Output.json(
                        out,
                        Map.of(
                                "items",
                                models.stream()
                                        .map(EmbeddingsStatusCommand::fields)
                                        .toList()));
            } else if (models.isEmpty()) {
                out.println("The tenant has no vectors. HOLDFAST_EMBEDDER lets the server make them.");
            } else {
                Output.table(
                        out,
                        HEAD,
                        models.stream().map(EmbeddingsStatusCommand::row).toList());
            }
        }
        return ExitCode.OK;
    }

    static Map<String, Object> fields(ModelStatus status) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("model", status.model().name());
        fields.put("dimension", status.model().dimension());
        fields.put("state", state(status));
        fields.put("complete", status.complete());
        fields.put("ready", status.ready());
        fields.put("pending", status.pending());
        fields.put("failed", status.failed());
        fields.put("indexed", status.indexed());
        return fields;
    }

    static String state(ModelStatus status) {
        return status.state().name().toLowerCase(Locale.ROOT);
    }

    private static List<String> row(ModelStatus status) {
        return List.of(
                status.model().name(),
                Integer.toString(status.model().dimension()),
                state(status),
                Long.toString(status.ready()),
                status.pending() + (status.searching() ? "+" : ""),
                Long.toString(status.failed()),
                status.indexed() ? "by index" : "exact");
    }
}
