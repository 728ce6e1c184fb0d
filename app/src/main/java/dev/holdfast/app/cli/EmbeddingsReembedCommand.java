package dev.holdfast.app.cli;

import dev.holdfast.domain.embedding.ModelState;
import dev.holdfast.domain.embedding.ModelStatus;
import dev.holdfast.domain.shared.TenantId;
import dev.holdfast.ports.embedding.EmbeddingService;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code holdfast embeddings reembed}. */
@Command(
        name = "reembed",
        description = {
            "Embed every text with another model, while the one in use serves questions; when it is complete, it takes over.",
            "Running servers do the work; they need the model in HOLDFAST_EMBEDDER_MODEL or HOLDFAST_EMBEDDER_ALSO, and so does",
            "this command."
        })
final class EmbeddingsReembedCommand implements Callable<Integer> {
    private static final Duration LOOK = Duration.ofSeconds(1);

    @Parameters(paramLabel = "MODEL", description = "The next model.")
    private @Nullable String model;

    @Option(names = "--wait", description = "Wait until it is in use, and say how far it is.")
    private boolean wait;

    @Option(names = "--now", description = "Let it take over at once, before it is complete.")
    private boolean now;

    @Mixin
    private final TenantOption tenant = new TenantOption();

    @Mixin
    private final JsonOption json = new JsonOption();

    private final HoldfastCommand root;

    EmbeddingsReembedCommand(HoldfastCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        String wanted = String.valueOf(model);
        try (Operation operation = Operation.open(root)) {
            TenantId where = tenant.in(operation.config());
            EmbeddingService embeddings = operation.get(EmbeddingService.class);
            ModelStatus status =
                    embeddings.reembed(operation.callIn(where), wanted).value();
            if (now) {
                embeddings.cutOver(operation.callIn(where), true);
                status = look(embeddings, operation, where, wanted);
            }
            while (wait && !(status.state() == ModelState.ACTIVE && status.complete())) {
                root.surroundings()
                        .progress(EmbeddingsStatusCommand.state(status) + ": " + status.ready() + " ready, "
                                + status.pending() + (status.searching() ? " or more" : "") + " pending, "
                                + status.failed() + " failed");
                pause();
                status = look(embeddings, operation, where, wanted);
            }
            print(status);
        }
        return ExitCode.OK;
    }

    private static ModelStatus look(EmbeddingService embeddings, Operation operation, TenantId where, String wanted) {
        return embeddings.models(operation.callIn(where)).stream()
                .filter(each -> each.model().name().equals(wanted))
                .findFirst()
                .orElseThrow();
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new Failure(ExitCode.UNAVAILABLE, "stopped while waiting", "The work goes on by itself.");
        }
    }

    private void print(ModelStatus status) {
        if (json.wanted()) {
            Output.json(root.surroundings().out(), EmbeddingsStatusCommand.fields(status));
        } else {
            root.surroundings()
                    .out()
                    .println(
                            status.state() == ModelState.ACTIVE
                                    ? status.model().name() + " is in use."
                                    : status.model().name()
                                            + " is built beside the one in use. `holdfast embeddings status` says how far it is.");
        }
    }
}
