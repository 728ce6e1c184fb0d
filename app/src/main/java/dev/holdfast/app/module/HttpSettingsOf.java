package dev.holdfast.app.module;

import dev.holdfast.app.config.LimitsConfig;
import dev.holdfast.app.config.ServerConfig;
import dev.holdfast.http.support.HttpSettings;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What the HTTP adapter makes of the configuration. */
final class HttpSettingsOf {
    private static final List<String> THIS_MACHINE = List.of("localhost", "127.0.0.1", "[::1]", "::1");

    private HttpSettingsOf() {}

    static HttpSettings config(ServerConfig server, LimitsConfig limits) {
        HttpSettings rest = HttpSettings.DEFAULTS;
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
                rest.maxHeaderBytes(),
                Math.toIntExact(limits.bodySize()),
                Math.toIntExact(limits.bulkBodySize()),
                limits.requestTimeout(),
                limits.maxRequestTimeout(),
                rest.idleTimeout(),
                rest.headerTimeout(),
                rest.keyTrust(),
                rest.retryAfter());
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
