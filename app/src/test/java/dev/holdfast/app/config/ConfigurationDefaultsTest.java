package dev.holdfast.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.embedding.EmbeddingModel;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The twin of the declarations: whoever renames a setting or moves a default has to say so here, too. */
class ConfigurationDefaultsTest {
    private static final String EVERY_SETTING = """
            profile | HOLDFAST_PROFILE --profile | development
            home | HOLDFAST_HOME --home | ~/.holdfast
            secret | HOLDFAST_SECRET secret | absent
            tenant | HOLDFAST_TENANT | default
            bootstrap_api_key | HOLDFAST_BOOTSTRAP_API_KEY secret | absent
            audit.seal_interval | HOLDFAST_AUDIT_SEAL_INTERVAL | 1s
            debug | HOLDFAST_DEBUG | false
            server.host | HOLDFAST_HOST --host | 127.0.0.1
            server.port | HOLDFAST_PORT --port | 7070
            server.insecure_http | HOLDFAST_INSECURE_HTTP | false
            server.allowed_hosts | HOLDFAST_ALLOWED_HOSTS |
            server.allowed_origins | HOLDFAST_ALLOWED_ORIGINS |
            server.shutdown_delay | HOLDFAST_SHUTDOWN_DELAY | 0s 0s 3s
            server.shutdown_grace | HOLDFAST_SHUTDOWN_GRACE | 20s
            limits.request_timeout | HOLDFAST_REQUEST_TIMEOUT | 5s
            limits.max_request_timeout | HOLDFAST_MAX_REQUEST_TIMEOUT | 30s
            limits.connections | HOLDFAST_CONNECTIONS | 4096
            limits.concurrent_requests | HOLDFAST_CONCURRENT_REQUESTS | 64
            limits.queued_requests | HOLDFAST_QUEUED_REQUESTS | 2048
            limits.body_size | HOLDFAST_BODY_SIZE | 1MiB
            limits.bulk_body_size | HOLDFAST_BULK_BODY_SIZE | 16MiB
            limits.key_rate | HOLDFAST_KEY_RATE | 0
            limits.key_burst | HOLDFAST_KEY_BURST | 100
            auth.issuer | HOLDFAST_AUTH_ISSUER | absent
            auth.audience | HOLDFAST_AUTH_AUDIENCE | absent
            auth.resource | HOLDFAST_AUTH_RESOURCE | absent
            auth.jwks_url | HOLDFAST_AUTH_JWKS_URL | absent
            auth.tenant_claim | HOLDFAST_AUTH_TENANT_CLAIM | absent
            auth.scopes | HOLDFAST_AUTH_SCOPES |
            mcp.tools | HOLDFAST_MCP_TOOLS --mcp-tools | memory
            storage.kind | HOLDFAST_STORAGE --storage | absent
            database.url | HOLDFAST_DATABASE_URL DATABASE_URL secret | absent
            database.host | HOLDFAST_DATABASE_HOST PGHOST | absent
            database.port | HOLDFAST_DATABASE_PORT PGPORT | 5432
            database.name | HOLDFAST_DATABASE_NAME PGDATABASE | absent
            database.user | HOLDFAST_DATABASE_USER PGUSER | absent
            database.password | HOLDFAST_DATABASE_PASSWORD PGPASSWORD secret | absent
            database.admin_user | HOLDFAST_DATABASE_ADMIN_USER | absent
            database.admin_password | HOLDFAST_DATABASE_ADMIN_PASSWORD secret | absent
            database.ssl_mode | HOLDFAST_DATABASE_SSL_MODE PGSSLMODE | disable disable require
            database.ssl_root_certificate | HOLDFAST_DATABASE_SSL_ROOT_CERTIFICATE PGSSLROOTCERT | absent
            database.replica_url | HOLDFAST_REPLICA_URL secret | absent
            database.application_name | HOLDFAST_DATABASE_APPLICATION_NAME PGAPPNAME | holdfast
            database.fall_back_to_embedded | HOLDFAST_FALL_BACK_TO_EMBEDDED | false
            database.startup_timeout | HOLDFAST_DATABASE_STARTUP_TIMEOUT --timeout | 15s 5s 60s
            database.migrate_on_start | HOLDFAST_MIGRATE_ON_START | true
            database.verify_on_start | HOLDFAST_VERIFY_ON_START | true
            database.slow_statement | HOLDFAST_SLOW_STATEMENT | 200ms
            database.admin_queries | HOLDFAST_ADMIN_QUERIES | false
            database.connect_retry.attempts | HOLDFAST_CONNECT_ATTEMPTS | 5 5 8
            database.connect_retry.first_delay | HOLDFAST_CONNECT_FIRST_DELAY | 1s
            database.connect_retry.longest_delay | HOLDFAST_CONNECT_LONGEST_DELAY | 30s
            database.ping_retry.attempts | HOLDFAST_PING_ATTEMPTS | 3
            database.ping_retry.first_delay | HOLDFAST_PING_FIRST_DELAY | 500ms
            database.ping_retry.longest_delay | HOLDFAST_PING_LONGEST_DELAY | 5s
            database.pool.size | HOLDFAST_POOL_SIZE | 10 5 25
            database.pool.minimum_idle | HOLDFAST_POOL_MINIMUM_IDLE | 2
            database.pool.idle_timeout | HOLDFAST_POOL_IDLE_TIMEOUT | 15m 5m 15m
            database.pool.max_lifetime | HOLDFAST_POOL_MAX_LIFETIME | 60m 30m 60m
            database.pool.keepalive | HOLDFAST_POOL_KEEPALIVE | 2m
            database.pool.leak_detection | HOLDFAST_POOL_LEAK_DETECTION | 0s
            database.connect_timeout | HOLDFAST_CONNECT_TIMEOUT | 10s 5s 30s
            database.query_timeout | HOLDFAST_QUERY_TIMEOUT | 30s 10s 60s
            database.coalescing | HOLDFAST_COALESCING | true
            embedded.port | HOLDFAST_EMBEDDED_PORT | 54329
            embedded.start_timeout | HOLDFAST_EMBEDDED_START_TIMEOUT | 1m
            embedder.kind | HOLDFAST_EMBEDDER | none
            embedder.url | HOLDFAST_EMBEDDER_URL | https://api.openai.com/v1
            embedder.model | HOLDFAST_EMBEDDER_MODEL | text-embedding-3-small=1536
            embedder.also | HOLDFAST_EMBEDDER_ALSO |
            embedder.api_key | HOLDFAST_EMBEDDER_API_KEY secret | absent
            embedder.batch_size | HOLDFAST_EMBEDDER_BATCH_SIZE | 64
            embedder.concurrency | HOLDFAST_EMBEDDER_CONCURRENCY | 4
            embedder.timeout | HOLDFAST_EMBEDDER_TIMEOUT | 30s
            embedder.question_timeout | HOLDFAST_EMBEDDER_QUESTION_TIMEOUT | 1s
            embedder.max_characters | HOLDFAST_EMBEDDER_MAX_CHARACTERS | 8000
            embedder.interval | HOLDFAST_EMBEDDER_INTERVAL | 500ms
            recall.ledger | HOLDFAST_RECALL_LEDGER | true
            recall.retention | HOLDFAST_RECALL_RETENTION | 30d
            retention.at | HOLDFAST_RETENTION_AT | 04:30
            retention.archive | HOLDFAST_RETENTION_ARCHIVE | absent
            backup.directory | HOLDFAST_BACKUP_DIRECTORY | absent
            backup.at | HOLDFAST_BACKUP_AT | 03:30
            backup.keep | HOLDFAST_BACKUP_KEEP | 7
            health.interval | HOLDFAST_HEALTH_INTERVAL | 30s
            health.pool_interval | HOLDFAST_HEALTH_POOL_INTERVAL | 1m
            log.format | HOLDFAST_LOG_FORMAT | text text json
            log.level | HOLDFAST_LOG_LEVEL | info
            log.statements | HOLDFAST_LOG_STATEMENTS | false
            """;

    @Test
    void everySettingShouldHaveTheNamesAndDefaultsThatAreWrittenHere() {
        assertThat(HoldfastConfig.settings().stream()
                        .map(ConfigurationDefaultsTest::line)
                        .collect(Collectors.joining("\n", "", "\n")))
                .isEqualTo(EVERY_SETTING);
    }

    @Test
    void everyDefaultShouldBeOfTheFormOfItsSetting() {
        for (Setting<?> setting : HoldfastConfig.settings()) {
            for (Profile profile : Profile.values()) {
                setting.fallback()
                        .in(profile)
                        .ifPresent(text -> assertThat(setting.form().read(text))
                                .as("%s in %s", setting.key(), profile)
                                .isPresent());
            }
        }
    }

    @Test
    void everyRecordShouldBeFilledFromTheSettingsOfTheSameName() {
        HoldfastConfig config = TestConfiguration.of().config();

        assertThat(config.server().port()).isEqualTo(7070);
        assertThat(config.server().host()).isEqualTo("127.0.0.1");
        assertThat(config.server().insecureHttp()).isFalse();
        assertThat(config.limits().connections()).isEqualTo(4096);
        assertThat(config.limits().concurrentRequests()).isEqualTo(64);
        assertThat(config.limits().queuedRequests()).isEqualTo(2048);
        assertThat(config.limits().bodySize()).isEqualTo(1024L * 1024);
        assertThat(config.limits().bulkBodySize()).isEqualTo(16L * 1024 * 1024);
        assertThat(config.limits().requestTimeout()).hasSeconds(5);
        assertThat(config.limits().maxRequestTimeout()).hasSeconds(30);
        assertThat(config.server().shutdownDelay()).hasSeconds(0);
        assertThat(config.server().shutdownGrace()).hasSeconds(20);
        assertThat(config.pool().size()).isEqualTo(10);
        assertThat(config.pool().minimumIdle()).isEqualTo(2);
        assertThat(config.pool().idleTimeout()).hasMinutes(15);
        assertThat(config.pool().keepalive()).hasMinutes(2);
        assertThat(config.database().slowStatement()).hasMillis(200);
        assertThat(config.database().adminQueries()).isFalse();
        assertThat(config.database().applicationName()).isEqualTo("holdfast");
        assertThat(config.database().fallBackToEmbedded()).isFalse();
        assertThat(config.database().connectRetry())
                .isEqualTo(new RetryConfig(5, Duration.ofSeconds(1), Duration.ofSeconds(30)));
        assertThat(config.database().pingRetry())
                .isEqualTo(new RetryConfig(3, Duration.ofMillis(500), Duration.ofSeconds(5)));
        assertThat(config.pool().maxLifetime()).hasMinutes(60);
        assertThat(config.pool().leakDetection()).hasSeconds(0);
        assertThat(config.health()).isEqualTo(new HealthConfig(Duration.ofSeconds(30), Duration.ofMinutes(1)));
        assertThat(config.pool().connectTimeout()).hasSeconds(10);
        assertThat(config.pool().queryTimeout()).hasSeconds(30);
        assertThat(config.embedded().port()).isEqualTo(54_329);
        assertThat(config.embedded().startTimeout()).hasMinutes(1);
        assertThat(config.embedder().kind()).isEqualTo(EmbedderKind.NONE);
        assertThat(config.embedder().url()).hasToString("https://api.openai.com/v1");
        assertThat(config.embedder().models()).containsExactly(new EmbeddingModel("text-embedding-3-small", 1536));
        assertThat(config.embedder().batchSize()).isEqualTo(64);
        assertThat(config.embedder().concurrency()).isEqualTo(4);
        assertThat(config.embedder().timeout()).hasSeconds(30);
        assertThat(config.embedder().questionTimeout()).hasSeconds(1);
        assertThat(config.embedder().maxCharacters()).isEqualTo(8000);
        assertThat(config.embedder().interval()).hasMillis(500);
        assertThat(config.log()).isEqualTo(new LogConfig(LogFormat.TEXT, LogLevel.INFO, false));
        assertThat(config.general().sealInterval()).hasSeconds(1);
    }

    private static String line(Setting<?> setting) {
        String names = String.join(" ", setting.variables())
                + setting.flag().map(flag -> " " + flag).orElse("")
                + (setting.secret() ? " secret" : "");
        List<String> defaults = List.of(Profile.values()).stream()
                .map(profile -> setting.fallback().in(profile).orElse("absent"))
                .toList();
        String fallback = defaults.stream().distinct().count() == 1 ? defaults.get(0) : String.join(" ", defaults);
        return (setting.key() + " | " + names + " | " + fallback).stripTrailing();
    }
}
