package dev.holdfast.app.module;

import com.codahale.metrics.MetricRegistry;
import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import dev.holdfast.app.Version;
import dev.holdfast.app.config.AuthConfig;
import dev.holdfast.app.config.LimitsConfig;
import dev.holdfast.app.config.McpConfig;
import dev.holdfast.app.config.ServerConfig;
import dev.holdfast.app.secrets.MasterSecret;
import dev.holdfast.app.secrets.MasterSecret.Purpose;
import dev.holdfast.app.storage.Storage;
import dev.holdfast.http.HttpAdapter;
import dev.holdfast.http.support.HttpServer;
import dev.holdfast.http.support.HttpSettings;
import dev.holdfast.ports.audit.AuditService;
import dev.holdfast.ports.embedding.EmbeddingService;
import dev.holdfast.ports.graph.GraphService;
import dev.holdfast.ports.identity.Authenticator;
import dev.holdfast.ports.identity.KeyService;
import dev.holdfast.ports.knowledge.IngestService;
import dev.holdfast.ports.knowledge.KnowledgeService;
import dev.holdfast.ports.memory.MemoryService;
import dev.holdfast.ports.operations.HealthService;
import dev.holdfast.ports.operations.QueryService;
import dev.holdfast.ports.operations.RetentionService;
import dev.holdfast.ports.recall.RecallService;
import java.time.Clock;

/** The HTTP server over the use cases. */
public final class HttpModule extends AbstractModule {
    @Provides
    @Singleton
    HttpSettings settings(ServerConfig server, LimitsConfig limits, AuthConfig auth) {
        return HttpSettingsOf.config(server, limits, auth);
    }

    @Provides
    @Singleton
    HttpAdapter.Core core(
            MemoryService memories,
            RecallService recalls,
            KnowledgeService knowledge,
            IngestService ingests,
            EmbeddingService embeddings,
            KeyService keys,
            AuditService audit,
            GraphService graphs,
            McpConfig mcp,
            Authenticator authenticator,
            Storage storage,
            HealthService health,
            QueryService queries,
            RetentionService retention,
            MetricRegistry metrics,
            Clock clock) {
        return new HttpAdapter.Core(
                memories,
                recalls,
                knowledge,
                ingests,
                embeddings,
                keys,
                audit,
                new HttpAdapter.Agents(graphs, mcp.tools()),
                authenticator,
                storage.readiness(),
                storage.readinessForReads(),
                storage.schemaHistory(),
                storage.schemaCatalogue(),
                health,
                storage.statements(),
                queries,
                retention,
                storage.size(),
                metrics,
                clock,
                Version.current());
    }

    @Provides
    @Singleton
    HttpServer server(HttpSettings settings, HttpAdapter.Core core, MasterSecret secret) {
        return HttpAdapter.server(settings, core, secret.keyFor(Purpose.CURSORS));
    }
}
