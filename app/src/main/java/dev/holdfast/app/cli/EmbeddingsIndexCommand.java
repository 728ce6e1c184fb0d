package dev.holdfast.app.cli;

import dev.holdfast.app.storage.Storage;
import dev.holdfast.domain.embedding.EmbeddingModel;
import dev.holdfast.domain.embedding.EmbeddingRepository;
import dev.holdfast.domain.embedding.ModelStatus;
import dev.holdfast.domain.recall.Metric;
import dev.holdfast.domain.shared.Scope;
import dev.holdfast.postgres.operations.AdminConnection;
import dev.holdfast.postgres.operations.DatabaseException;
import dev.holdfast.postgres.operations.PgVectorFiles;
import dev.holdfast.postgres.operations.VectorIndexes;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code holdfast embeddings index}. */
@Command(
        name = "index",
        description = {
            "Build the index of pgvector over the vectors of a model, of all tenants, while everything goes on.",
            "Installs pgvector in the database when the server has it and the administrator may. Vectors stay as they are:",
            "without the index they are compared exactly."
        })
final class EmbeddingsIndexCommand implements Callable<Integer> {
    @Mixin
    private final TenantOption tenant = new TenantOption();

    @Option(
            names = "--model",
            paramLabel = "NAME",
            description = "A model that the tenant knows; default: the one it uses.")
    private @Nullable String model;

    @Option(
            names = "--metric",
            paramLabel = "METRIC",
            defaultValue = "cosine",
            description = "cosine (what questions are compared by), inner_product or l2.")
    private Metric metric = Metric.COSINE;

    @Option(
            names = "--pgvector",
            paramLabel = "FOLDER",
            description = "Copy pgvector from there to an embedded database first: what `scripts/pgvector` built.")
    private @Nullable Path files;

    @Option(names = "--drop", description = "Take the index away.")
    private boolean drop;

    private final HoldfastCommand root;

    EmbeddingsIndexCommand(HoldfastCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        Surroundings surroundings = root.surroundings();
        try (Operation operation = Operation.open(root)) {
            AdminConnection administrator = operation
                    .get(Storage.class)
                    .administrator()
                    .orElseThrow(() -> new Failure(
                            ExitCode.CHECK_FAILED, "there is no database to index", "Unset HOLDFAST_STORAGE."));
            EmbeddingModel wanted = model(operation);
            VectorIndexes indexes = new VectorIndexes(administrator);
            try {
                if (drop) {
                    boolean gone = indexes.drop(wanted, metric);
                    surroundings.out().println(gone ? "The index is gone; search is exact." : "There was none.");
                    return ExitCode.OK;
                }
                if (files != null) {
                    PgVectorFiles.copy(files, administrator);
                }
                String name = indexes.build(wanted, metric, progress -> surroundings.progress(progress.toString()));
                surroundings.out().println("The vectors of " + wanted.name() + " are found by the index " + name + ".");
                return ExitCode.OK;
            } catch (DatabaseException refused) {
                throw new Failure(
                        ExitCode.UNAVAILABLE,
                        refused.getMessage(),
                        "The database's machine needs the package of pgvector (postgresql-NN-pgvector), and the"
                                + " administrator the right to say: CREATE EXTENSION vector SCHEMA holdfast");
            }
        }
    }

    private EmbeddingModel model(Operation operation) {
        Scope scope = operation.callIn(tenant.in(operation.config())).scope();
        EmbeddingRepository embeddings = operation.get(EmbeddingRepository.class);
        Optional<EmbeddingModel> found = model == null
                ? embeddings.active(scope)
                : embeddings.models(scope).stream()
                        .map(ModelStatus::model)
                        .filter(known -> known.name().equals(model))
                        .findFirst();
        return found.orElseThrow(() -> new Failure(
                ExitCode.CHECK_FAILED,
                model == null ? "the tenant uses no model" : "the tenant knows no model " + model,
                "Vectors come first: see HOLDFAST_EMBEDDER in `holdfast config --reference`."));
    }
}
