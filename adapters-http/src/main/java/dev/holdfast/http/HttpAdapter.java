package dev.holdfast.http;

import com.codahale.metrics.MetricRegistry;
import dev.holdfast.http.identity.IdentityRoutes;
import dev.holdfast.http.memory.MemoryRoutes;
import dev.holdfast.http.support.CursorCodec;
import dev.holdfast.http.support.Endpoint;
import dev.holdfast.http.support.HttpServer;
import dev.holdfast.http.support.HttpSettings;
import dev.holdfast.ports.audit.AuditService;
import dev.holdfast.ports.identity.Authenticator;
import dev.holdfast.ports.identity.KeyService;
import dev.holdfast.ports.memory.MemoryService;
import dev.holdfast.ports.operations.Readiness;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** Puts the HTTP server together. */
public final class HttpAdapter {
    private HttpAdapter() {}

    /**
     * What the endpoints stand on.
     *
     * @param version of the product, for the OpenAPI document
     */
    public record Core(
            MemoryService memories,
            KeyService keys,
            AuditService audit,
            Authenticator authenticator,
            Readiness readiness,
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
                endpoints(core, draining),
                core.authenticator(),
                new CursorCodec(cursorSecret, core.clock()),
                core.metrics(),
                core.clock(),
                draining);
    }

    static List<Endpoint<?>> endpoints(Core core, AtomicBoolean draining) {
        List<Endpoint<?>> endpoints = new ArrayList<>();
        endpoints.addAll(new MemoryRoutes(core.memories()).endpoints());
        endpoints.addAll(new IdentityRoutes(core.keys()).endpoints());
        return endpoints;
    }
}
