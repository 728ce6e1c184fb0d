package dev.holdfast.app.serve;

import dev.holdfast.app.storage.Storage;
import dev.holdfast.domain.embedding.EmbeddingModel;
import dev.holdfast.domain.embedding.EmbeddingRepository;
import dev.holdfast.domain.embedding.ModelState;
import dev.holdfast.domain.embedding.ModelStatus;
import dev.holdfast.domain.recall.Metric;
import dev.holdfast.domain.shared.TenantId;
import dev.holdfast.ports.identity.TenantService;
import dev.holdfast.postgres.operations.DatabaseException;
import dev.holdfast.postgres.operations.PgVector;
import dev.holdfast.postgres.operations.VectorIndexes;
import java.util.LinkedHashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where pgvector is installed, gives models in use their index, also those that are about to take over. Never installs it. */
final class VectorIndexUpkeep implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(VectorIndexUpkeep.class);

    /** Vectors of one tenant, below which exact search is as good. */
    private static final long WORTH = 5_000;

    private final TenantService tenants;
    private final EmbeddingRepository embeddings;
    private final VectorIndexes indexes;
    private boolean told;

    VectorIndexUpkeep(TenantService tenants, Storage storage, VectorIndexes indexes) {
        this.tenants = tenants;
        this.embeddings = storage.repositories().embeddings();
        this.indexes = indexes;
    }

    @Override
    public void run() {
        try {
            PgVector found = indexes.look();
            if (found.installed().isPresent() && found.vectors() >= WORTH) {
                missing().forEach(this::build);
            }
        } catch (DatabaseException refused) {
            if (!told) {
                LOG.warn("no index over vectors: {}; `holdfast embeddings index` builds it", refused.getMessage());
                told = true;
            }
        }
    }

    private Set<EmbeddingModel> missing() {
        Set<EmbeddingModel> missing = new LinkedHashSet<>();
        for (TenantId tenant : tenants.list()) {
            embeddings.models(tenants.operator(tenant, "vector-index").scope()).stream()
                    .filter(status -> status.state() != ModelState.STORED)
                    .filter(status -> status.ready() >= WORTH && !status.indexed())
                    .map(ModelStatus::model)
                    .forEach(missing::add);
        }
        return missing;
    }

    private void build(EmbeddingModel model) {
        LOG.info("building the index over the vectors of {}", model.name());
        indexes.build(model, Metric.COSINE, progress -> {});
        LOG.info("the vectors of {} are found by an index", model.name());
    }
}
