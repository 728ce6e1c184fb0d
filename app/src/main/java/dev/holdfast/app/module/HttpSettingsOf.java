package dev.holdfast.app.module;

import dev.holdfast.app.config.AuthConfig;
import dev.holdfast.app.config.LimitsConfig;
import dev.holdfast.app.config.ServerConfig;
import dev.holdfast.http.support.HttpSettings;
import dev.holdfast.http.support.ProtectedResource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What the HTTP adapter makes of the configuration. */
final class HttpSettingsOf {
    private static final List<String> THIS_MACHINE = List.of("localhost", "127.0.0.1", "[::1]", "::1");

    /** A page takes up to twenty MiB while it is made: rows, records, and JSON that is six times the text when it is all escapes. */
    private static final long HEAP_OF_A_PAGE = 32L * 1024 * 1024;

    private HttpSettingsOf() {}

    static HttpSettings config(ServerConfig server, LimitsConfig limits, AuthConfig auth) {
        HttpSettings rest = HttpSettings.DEFAULTS;
        long heap = Runtime.getRuntime().maxMemory();
        return new HttpSettings(
                server.host(),
                server.port(),
                hosts(server),
                Set.copyOf(server.allowedOrigins()),
                limits.connections(),
                limits.concurrentRequests(),
                limits.queuedRequests(),
                rest.maxQueueWait(),
                rest.maxBulkConcurrent(),
                Math.clamp(heap / HEAP_OF_A_PAGE, 2, Math.max(2, limits.concurrentRequests())),
                rest.maxHeaderBytes(),
                Math.toIntExact(limits.bodySize()),
                Math.toIntExact(limits.bulkBodySize()),
                Math.max(limits.bulkBodySize(), heap / 16),
                limits.requestTimeout(),
                limits.maxRequestTimeout(),
                rest.idleTimeout(),
                rest.headerTimeout(),
                rest.keyTrust(),
                rest.retryAfter(),
                limits.keyRate(),
                limits.keyBurst(),
                auth.issuer()
                        .map(issuer -> new ProtectedResource(
                                auth.resource().orElse(issuer), issuer, TokenModule.scopeOf(auth))));
    }

    /** Names add to those of this machine; none leaves the choice to the adapter. */
    private static Set<String> hosts(ServerConfig server) {
        if (server.allowedHosts().isEmpty()) {
            return Set.of();
        }
        Set<String> hosts = new HashSet<>(THIS_MACHINE);
        hosts.addAll(server.allowedHosts());
        return Set.copyOf(hosts);
    }
}
