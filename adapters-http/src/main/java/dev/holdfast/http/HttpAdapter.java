package dev.holdfast.http;

import com.codahale.metrics.MetricRegistry;
import dev.holdfast.domain.shared.Lazy;
import dev.holdfast.http.audit.AuditNotes;
import dev.holdfast.http.audit.AuditRoutes;
import dev.holdfast.http.embedding.EmbeddingNotes;
import dev.holdfast.http.embedding.EmbeddingRoutes;
import dev.holdfast.http.identity.IdentityNotes;
import dev.holdfast.http.identity.IdentityRoutes;
import dev.holdfast.http.identity.ResourceRoutes;
import dev.holdfast.http.knowledge.CollectionRoutes;
import dev.holdfast.http.knowledge.DocumentRoutes;
import dev.holdfast.http.knowledge.IngestRoutes;
import dev.holdfast.http.knowledge.KnowledgeNotes;
import dev.holdfast.http.mcp.McpRoutes;
import dev.holdfast.http.mcp.McpServer;
import dev.holdfast.http.memory.MemoryNotes;
import dev.holdfast.http.memory.MemoryRoutes;
import dev.holdfast.http.operations.HealthRoutes;
import dev.holdfast.http.operations.OpenApiDocument;
import dev.holdfast.http.operations.OperationsNotes;
import dev.holdfast.http.operations.OperationsRoutes;
import dev.holdfast.http.operations.RetentionNotes;
import dev.holdfast.http.operations.RetentionRoutes;
import dev.holdfast.http.operations.SchemaNotes;
import dev.holdfast.http.operations.SchemaRoutes;
import dev.holdfast.http.operations.SizeRoutes;
import dev.holdfast.http.operations.StatementNotes;
import dev.holdfast.http.operations.StatementRoutes;
import dev.holdfast.http.recall.RecallNotes;
import dev.holdfast.http.recall.RecallRoutes;
import dev.holdfast.http.support.Answer;
import dev.holdfast.http.support.CursorCodec;
import dev.holdfast.http.support.Endpoint;
import dev.holdfast.http.support.HttpServer;
import dev.holdfast.http.support.HttpSettings;
import dev.holdfast.http.support.Notes;
import dev.holdfast.http.support.Reply;
import dev.holdfast.http.support.SharedNotes;
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
import dev.holdfast.ports.operations.Readiness;
import dev.holdfast.ports.operations.RetentionService;
import dev.holdfast.ports.operations.SchemaCatalogue;
import dev.holdfast.ports.operations.SchemaHistory;
import dev.holdfast.ports.operations.StoreSize;
import dev.holdfast.ports.operations.StoreStatements;
import dev.holdfast.ports.recall.RecallService;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** Puts the HTTP server together. */
public final class HttpAdapter {
    private HttpAdapter() {}

    /**
     * What agents are offered over the Model Context Protocol, besides what the endpoints offer.
     *
     * @param tools names of sets of tools, see {@link McpProfiles}
     */
    public record Agents(GraphService graphs, List<String> tools) {}

    /**
     * What the endpoints stand on.
     *
     * @param readinessForReads whether reads are served while not everything is
     * @param version of the product, for the OpenAPI document
     */
    public record Core(
            MemoryService memories,
            RecallService recalls,
            KnowledgeService knowledge,
            IngestService ingests,
            EmbeddingService embeddings,
            KeyService keys,
            AuditService audit,
            Agents agents,
            Authenticator authenticator,
            Readiness readiness,
            Readiness readinessForReads,
            SchemaHistory schemaHistory,
            SchemaCatalogue schemaCatalogue,
            HealthService health,
            StoreStatements statements,
            QueryService queries,
            RetentionService retention,
            StoreSize size,
            MetricRegistry metrics,
            Clock clock,
            String version) {}

    /**
     * A server of all endpoints, not started.
     *
     * @param cursorSecret at least 32 bytes, the same on every server of one installation
     */
    public static HttpServer server(HttpSettings settings, Core core, byte[] cursorSecret) {
        AtomicBoolean draining = new AtomicBoolean();
        return new HttpServer(
                settings,
                endpoints(settings, core, draining),
                core.authenticator(),
                new CursorCodec(cursorSecret, core.clock()),
                core.metrics(),
                core.clock(),
                draining);
    }

    /** What agents are offered, however they are connected. */
    public static McpServer mcp(Core core) {
        return new McpServer(McpProfiles.of(core), core.version());
    }

    /** Every endpoint there is. */
    static List<Endpoint<?>> endpoints(HttpSettings settings, Core core, AtomicBoolean draining) {
        List<Endpoint<?>> endpoints = new ArrayList<>();
        // The document speaks of the endpoint that answers it, so it can only be made when all are there. No start
        // should wait for it.
        Lazy<Answer.Content> openApi = new Lazy<>(
                () -> new Answer.Content(Reply.JSON, OpenApiDocument.render(endpoints, notes(), core.version())));
        endpoints.addAll(new MemoryRoutes(core.memories(), core.embeddings()).endpoints());
        endpoints.addAll(new CollectionRoutes(core.knowledge()).endpoints());
        endpoints.addAll(new DocumentRoutes(core.knowledge(), core.embeddings()).endpoints());
        endpoints.addAll(new IngestRoutes(core.ingests()).endpoints());
        endpoints.addAll(new McpRoutes(mcp(core), core.clock(), settings.resource()).endpoints());
        endpoints.addAll(new RecallRoutes(core.recalls()).endpoints());
        endpoints.addAll(new EmbeddingRoutes(core.embeddings(), core.metrics()).endpoints());
        endpoints.addAll(new IdentityRoutes(core.keys()).endpoints());
        settings.resource().ifPresent(resource -> endpoints.addAll(new ResourceRoutes(resource).endpoints()));
        endpoints.addAll(new AuditRoutes(core.audit()).endpoints());
        endpoints.addAll(
                new OperationsRoutes(core.readiness(), core.readinessForReads(), draining::get, core.metrics(), openApi)
                        .endpoints());
        endpoints.addAll(new SchemaRoutes(core.schemaHistory(), core.schemaCatalogue()).endpoints());
        endpoints.addAll(new HealthRoutes(core.health(), core.clock()).endpoints());
        endpoints.addAll(new StatementRoutes(core.statements(), core.queries()).endpoints());
        endpoints.addAll(new RetentionRoutes(core.retention()).endpoints());
        endpoints.addAll(new SizeRoutes(core.size()).endpoints());
        return List.copyOf(endpoints);
    }

    /** What is said of every record on the wire. */
    static Notes notes() {
        return SharedNotes.notes()
                .add(MemoryNotes.notes())
                .add(RecallNotes.notes())
                .add(KnowledgeNotes.notes())
                .add(EmbeddingNotes.notes())
                .add(IdentityNotes.notes())
                .add(AuditNotes.notes())
                .add(OperationsNotes.notes())
                .add(SchemaNotes.notes())
                .add(StatementNotes.notes())
                .add(RetentionNotes.notes())
                .add(SizeRoutes.notes());
    }
}
