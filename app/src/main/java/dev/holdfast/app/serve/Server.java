package dev.holdfast.app.serve;

import com.codahale.metrics.MetricRegistry;
import com.google.inject.Injector;
import dev.holdfast.app.Version;
import dev.holdfast.app.config.EmbedderKind;
import dev.holdfast.app.config.HealthConfig;
import dev.holdfast.app.config.HoldfastConfig;
import dev.holdfast.app.config.ServerConfig;
import dev.holdfast.app.module.HttpModule;
import dev.holdfast.app.module.Wiring;
import dev.holdfast.app.secrets.MasterSecret;
import dev.holdfast.domain.operations.JobRepository;
import dev.holdfast.domain.operations.Timetable;
import dev.holdfast.domain.shared.Secret;
import dev.holdfast.domain.shared.TenantId;
import dev.holdfast.http.support.HttpServer;
import dev.holdfast.ports.audit.AuditService;
import dev.holdfast.ports.embedding.EmbeddingWork;
import dev.holdfast.ports.identity.KeyService;
import dev.holdfast.ports.identity.TenantService;
import dev.holdfast.ports.operations.HealthService;
import dev.holdfast.ports.operations.RetentionService;
import dev.holdfast.ports.recall.RecallService;
import dev.holdfast.ports.shared.Ids;
import dev.holdfast.postgres.operations.AdminConnection;
import dev.holdfast.postgres.operations.BackupFolder;
import dev.holdfast.postgres.operations.VectorIndexes;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A server that is up: it listens, and its background work runs. Closing it turns readiness off, waits for load balancers to
 * notice, stops accepting, lets requests in flight finish, and closes the store: nothing acknowledged is lost, nothing accepted is
 * dropped.
 */
public final class Server implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Server.class);
    private static final Duration PURGE_INTERVAL = Duration.ofMinutes(10);
    private static final Duration JOB_INTERVAL = Duration.ofSeconds(10);
    private static final Duration STATISTICS_INTERVAL = Duration.ofSeconds(30);

    private final Wiring parts;
    private final HttpServer http;
    private final Deque<Periodic> background = new ArrayDeque<>();
    private final Optional<Secret> firstKey;
    private boolean closed;

    private Server(Wiring parts, HttpServer http, Optional<Secret> firstKey) {
        this.parts = parts;
        this.http = http;
        this.firstKey = firstKey;
    }

    /**
     * Starts everything on an open store, which belongs to the server from then on.
     *
     * @throws ListeningException when the address is taken; the store is closed then, as after any failure
     */
    public static Server start(Wiring parts) {
        try {
            Injector injector = parts.injector(new HttpModule());
            FirstKey first = new FirstKey(
                    parts.config().general(),
                    injector.getInstance(TenantService.class),
                    injector.getInstance(KeyService.class),
                    parts.clock());
            Server server = new Server(parts, injector.getInstance(HttpServer.class), first.ensure());
            server.startBackground(injector);
            server.startWatching(injector);
            server.startJobs(injector);
            server.listen();
            return server;
        } catch (RuntimeException failure) {
            parts.storage().close();
            throw failure;
        }
    }

    private void startBackground(Injector injector) {
        HoldfastConfig config = parts.config();
        MetricRegistry metrics = parts.metrics();
        TenantService tenants = injector.getInstance(TenantService.class);
        background.push(Periodic.start(
                "audit-sealer",
                config.general().sealInterval(),
                new AuditSealer(tenants, injector.getInstance(AuditService.class), metrics),
                metrics));
        if (config.embedder().kind() != EmbedderKind.NONE) {
            background.push(Periodic.start(
                    "embedding",
                    config.embedder().interval(),
                    new EmbeddingWorker(tenants, injector.getInstance(EmbeddingWork.class), parts.clock(), metrics),
                    metrics));
        }
        background.push(
                Periodic.start("claims-purge", PURGE_INTERVAL, () -> purgeClaims(tenants, parts.clock()), metrics));
        background.push(Periodic.start(
                "recall-sweep",
                PURGE_INTERVAL,
                new LedgerSweep(
                        tenants,
                        injector.getInstance(RecallService.class),
                        config.recall().retention(),
                        metrics),
                metrics));
        parts.storage()
                .administrator()
                .ifPresent(administrator -> background.push(Periodic.start(
                        "vector-index",
                        PURGE_INTERVAL,
                        new VectorIndexUpkeep(tenants, parts.storage(), new VectorIndexes(administrator)),
                        metrics)));
        background.push(Periodic.start(
                "search-statistics",
                STATISTICS_INTERVAL,
                new SearchStatisticsRefresh(tenants, parts.storage(), parts.clock(), metrics),
                metrics));
    }

    private void startWatching(Injector injector) {
        HealthConfig config = parts.config().health();
        HealthWatch watch = new HealthWatch(injector.getInstance(HealthService.class), parts.metrics());
        background.push(Periodic.start("health", config.interval(), watch::store, parts.metrics()));
        background.push(Periodic.start("health-pools", config.poolInterval(), watch::pools, parts.metrics()));
    }

    private void startJobs(Injector injector) {
        HoldfastConfig config = parts.config();
        JobRepository jobs = injector.getInstance(JobRepository.class);
        String node = injector.getInstance(Ids.class).next().toString();
        RetentionRun retention = new RetentionRun(
                injector.getInstance(TenantService.class),
                injector.getInstance(RetentionService.class),
                parts.clock(),
                parts.metrics());
        config.retention().at().ifPresent(at -> startJob(HoldfastConfig.RETENTION_JOB, at, retention, jobs, node));
        config.backup()
                .timetable()
                .ifPresent(at -> parts.storage()
                        .administrator()
                        .ifPresent(administrator ->
                                startJob(HoldfastConfig.BACKUP_JOB, at, backup(administrator), jobs, node)));
    }

    private void startJob(String name, Timetable at, Consumer<Instant> work, JobRepository jobs, String node) {
        Job job = new Job(name, at, work, jobs, node, parts.clock(), parts.metrics());
        background.push(Periodic.start(name, JOB_INTERVAL, job, parts.metrics()));
    }

    private Consumer<Instant> backup(AdminConnection administrator) {
        BackupFolder folder = new BackupFolder(
                parts.config().backup().directory().orElseThrow(),
                administrator,
                parts.secret().keyFor(MasterSecret.Purpose.BACKUPS),
                parts.config().backup().keep());
        return at ->
                LOG.info("backup {} is whole", folder.make(at, parts.storage().location(), LOG::debug));
    }

    private void purgeClaims(TenantService tenants, Clock clock) {
        for (TenantId tenant : tenants.list()) {
            parts.storage().purgeClaims(tenant, clock.instant());
        }
    }

    private void listen() {
        ServerConfig config = parts.config().server();
        try {
            int port = http.start();
            LOG.info("listening on {}", config.url(port));
        } catch (UncheckedIOException taken) {
            background.forEach(Periodic::close);
            throw new ListeningException(config.host(), config.port(), taken);
        }
    }

    public String url() {
        return parts.config().server().url(http.port());
    }

    /** What a person wants to read now. */
    public String banner() {
        return new Banner(
                        Version.current(),
                        url(),
                        parts.storage().location(),
                        parts.config().general().tenant(),
                        firstKey)
                .text();
    }

    /** The administrator key that this start made up. */
    public Optional<Secret> firstKey() {
        return firstKey;
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        ServerConfig config = parts.config().server();
        LOG.info("stopping: no longer ready");
        http.drain();
        pause(config.shutdownDelay());
        try {
            http.stop(config.shutdownGrace());
        } catch (RuntimeException unclean) {
            LOG.warn("not every request could finish", unclean);
        } finally {
            background.forEach(Periodic::close);
            parts.storage().close();
        }
        LOG.info("stopped");
    }

    private static void pause(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }
}
