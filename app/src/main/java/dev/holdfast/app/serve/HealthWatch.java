package dev.holdfast.app.serve;

import com.codahale.metrics.Gauge;
import com.codahale.metrics.MetricRegistry;
import dev.holdfast.ports.operations.HealthNotice;
import dev.holdfast.ports.operations.HealthService;
import dev.holdfast.ports.operations.HealthStatus;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at the store now and then, and writes into the log what became better or worse: once, however long it lasts. */
final class HealthWatch {
    private static final Logger LOG = LoggerFactory.getLogger(HealthWatch.class);

    private final HealthService health;
    private volatile boolean answers = true;

    HealthWatch(HealthService health, MetricRegistry metrics) {
        this.health = health;
        metrics.gauge("holdfast.health.up", () -> (Gauge<Integer>) () -> answers ? 1 : 0);
    }

    void store() {
        List<HealthNotice> news = health.watch();
        news.forEach(notice -> answers = notice.status() != HealthStatus.FAILED);
        log(news);
    }

    void pools() {
        log(health.watchPools());
    }

    private static void log(List<HealthNotice> news) {
        for (HealthNotice notice : news) {
            switch (notice.status()) {
                case OK -> LOG.info("{} is well again: {}", notice.subject(), notice.finding());
                case WARNING -> LOG.warn("{} is short: {}", notice.subject(), notice.finding());
                case FAILED -> LOG.error("{} is gone: {}", notice.subject(), notice.finding());
            }
        }
    }
}
