package dev.holdfast.app.cli;

import dev.holdfast.domain.embedding.FailedText;
import dev.holdfast.ports.embedding.EmbeddingService;
import dev.holdfast.ports.shared.CallContext;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code holdfast embeddings retry}. */
@Command(name = "retry", description = "Let texts that the embedder refused too often be tried again.")
final class EmbeddingsRetryCommand implements Callable<Integer> {
    private static final int SHOWN = 20;

    @Parameters(paramLabel = "MODEL", description = "Of this model.")
    private @Nullable String model;

    @Option(names = "--list", description = "Only show the first of them, with the reasons.")
    private boolean list;

    @Mixin
    private final TenantOption tenant = new TenantOption();

    @Mixin
    private final JsonOption json = new JsonOption();

    private final HoldfastCommand root;

    EmbeddingsRetryCommand(HoldfastCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        PrintStream out = root.surroundings().out();
        String wanted = String.valueOf(model);
        try (Operation operation = Operation.open(root)) {
            EmbeddingService embeddings = operation.get(EmbeddingService.class);
            CallContext call = operation.callIn(tenant.in(operation.config()));
            if (list) {
                embeddings.failed(call, Optional.of(wanted), SHOWN).forEach(failed -> out.println(line(failed)));
                return ExitCode.OK;
            }
            int retried = embeddings.retry(call, wanted).value();
            if (json.wanted()) {
                Output.json(out, Map.of("model", wanted, "retried", retried));
            } else {
                out.println(retried + " texts are tried again.");
            }
        }
        return ExitCode.OK;
    }

    private static String line(FailedText failed) {
        return failed.owner().kind().name().toLowerCase(Locale.ROOT) + " "
                + failed.owner().id() + "  after " + failed.attempts() + " attempts: " + failed.reason();
    }
}
