package dev.holdfast.app.serve;

import com.codahale.metrics.Counter;
import com.codahale.metrics.Gauge;
import com.codahale.metrics.MetricRegistry;
import dev.holdfast.domain.shared.Scope;
import dev.holdfast.domain.shared.StoreException;
import dev.holdfast.domain.shared.TenantId;
import dev.holdfast.ports.embedding.EmbeddingWork;
import dev.holdfast.ports.embedding.EmbeddingWork.Step;
import dev.holdfast.ports.identity.TenantService;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives the texts of every tenant their vectors. */
final class EmbeddingWorker implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddingWorker.class);

    /** How often everything is looked through again, for what was written while a model came into use. */
    private static final Duration REVIEW = Duration.ofHours(1);

    /** Steps for one tenant, before it is the next one's turn. */
    private static final int STEPS = 20;

    private final TenantService tenants;
    private final EmbeddingWork work;
    private final Clock clock;
    private final Counter embedded;
    private final Counter cached;
    private final Counter postponed;
    private final Counter givenUp;
    private final Map<TenantId, Instant> reviewed = new HashMap<>();
    private final Map<TenantId, Long> waiting = new ConcurrentHashMap<>();
    private final Map<TenantId, Long> dead = new ConcurrentHashMap<>();
    private Optional<String> trouble = Optional.empty();

    EmbeddingWorker(TenantService tenants, EmbeddingWork work, Clock clock, MetricRegistry metrics) {
        this.tenants = tenants;
        this.work = work;
        this.clock = clock;
        this.embedded = metrics.counter("holdfast.embedding.embedded");
        this.cached = metrics.counter("holdfast.embedding.cached");
        this.postponed = metrics.counter("holdfast.embedding.postponed");
        this.givenUp = metrics.counter("holdfast.embedding.given_up");
        metrics.gauge("holdfast.embedding.pending", () -> (Gauge<Long>) () -> sum(waiting));
        metrics.gauge("holdfast.embedding.dead", () -> (Gauge<Long>) () -> sum(dead));
    }

    /** One tenant's trouble with the store does not keep the others waiting; it is thrown at the end. */
    @Override
    public void run() {
        Optional<StoreException> failure = Optional.empty();
        for (TenantId tenant : tenants.list()) {
            try {
                review(tenant);
                embed(tenant);
            } catch (StoreException failed) {
                failure = Optional.of(failure.orElse(failed));
            }
        }
        failure.ifPresent(failed -> {
            throw failed;
        });
    }

    private void review(TenantId tenant) {
        Instant now = clock.instant();
        Instant last = reviewed.getOrDefault(tenant, Instant.MIN);
        if (last.isBefore(now.minus(REVIEW))) {
            work.prepare(scope(tenant));
            work.sweep(scope(tenant));
            reviewed.put(tenant, now);
        }
    }

    private void embed(TenantId tenant) {
        for (int i = 0; i < STEPS; i++) {
            Step step = work.step(scope(tenant));
            waiting.put(tenant, step.waiting());
            dead.put(tenant, step.dead());
            embedded.inc(step.embedded());
            cached.inc(step.cached());
            postponed.inc(step.postponed());
            givenUp.inc(step.givenUp());
            tell(step);
            if (!step.goesOn()) {
                return;
            }
        }
    }

    private static long sum(Map<TenantId, Long> figures) {
        return figures.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Once, and not at every step that meets the same. */
    private void tell(Step step) {
        if (step.trouble().isPresent() && !step.trouble().equals(trouble)) {
            LOG.warn("texts wait for their vectors: {}", step.trouble().get());
            trouble = step.trouble();
        } else if (step.embedded() > 0 && step.trouble().isEmpty() && trouble.isPresent()) {
            LOG.info("texts get their vectors again");
            trouble = Optional.empty();
        }
    }

    private Scope scope(TenantId tenant) {
        return tenants.operator(tenant, "embedding").scope();
    }
}
