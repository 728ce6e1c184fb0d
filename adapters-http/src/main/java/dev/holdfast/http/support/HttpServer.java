package dev.holdfast.http.support;

import com.codahale.metrics.Gauge;
import com.codahale.metrics.MetricRegistry;
import dev.holdfast.ports.identity.Authenticator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.VirtualThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves a list of endpoints with Jetty, every request on a virtual thread of its own. {@link #start}, then {@link #drain} when the
 * end is near, then {@link #stop}.
 */
public final class HttpServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);

    private final HttpSettings settings;
    private final Server server;
    private final ServerConnector connector;
    private final AtomicBoolean draining;

    /**
     * @param draining set by {@link #drain}; shared with the endpoint that tells readiness
     * @throws IllegalStateException when the endpoints contradict one another
     */
    public HttpServer(
            HttpSettings settings,
            List<? extends Endpoint<?>> endpoints,
            Authenticator authenticator,
            CursorCodec cursors,
            MetricRegistry metrics,
            Clock clock,
            AtomicBoolean draining) {
        this.settings = settings;
        this.draining = draining;
        RequestPipeline pipeline = new RequestPipeline(
                settings,
                new Routes(endpoints, metrics),
                new Callers(authenticator, clock, System::nanoTime, settings.keyTrust()),
                cursors,
                new RequestMetrics(metrics),
                clock);
        VirtualThreadPool threads = new VirtualThreadPool();
        threads.setName("http");
        this.server = new Server(threads);
        this.connector = new ServerConnector(server, new HttpConnectionFactory(configuration(settings)));
        connector.setHost(settings.host());
        connector.setPort(settings.port());
        connector.setIdleTimeout(settings.idleTimeout().toMillis());
        connector.setAcceptQueueSize(1_024);
        server.addConnector(connector);
        server.addBean(new NetworkConnectionLimit(settings.maxConnections(), connector));
        JettyEntry entry = new JettyEntry(pipeline, clock, draining::get);
        server.addBean(new SlowHeads(connector, settings.headerTimeout(), System::nanoTime, entry::serves));
        server.setErrorHandler(new ProtocolErrors());
        server.setHandler(new GracefulHandler(entry));
        metrics.gauge("holdfast.http.connections", () ->
                (Gauge<Integer>) () -> connector.getConnectedEndPoints().size());
    }

    /**
     * Begins to listen.
     *
     * @return the port, which is the free one that was found when the settings say 0
     * @throws UncheckedIOException when the address is taken
     */
    public int start() {
        try {
            server.start();
            return port();
        } catch (IOException taken) {
            throw new UncheckedIOException("cannot listen on " + settings.host() + ":" + settings.port(), taken);
        } catch (Exception failed) {
            throw new IllegalStateException("the HTTP server does not start", failed);
        }
    }

    public int port() {
        return connector.getLocalPort();
    }

    /** Says so at {@code /readyz} and closes each connection after its next answer, so that callers move on; goes on serving. */
    public void drain() {
        draining.set(true);
    }

    /** Stops accepting, lets requests in flight finish for at most {@code grace}, cuts off those that do not, and ends. */
    public void stop(Duration grace) {
        drain();
        try {
            server.setStopTimeout(grace.toMillis());
            server.stop();
        } catch (TimeoutException unfinished) {
            LOG.warn(
                    "requests were still running {} ms after the server began to stop, and were cut off",
                    grace.toMillis());
        } catch (Exception failed) {
            throw new IllegalStateException("the HTTP server does not stop cleanly", failed);
        }
    }

    @Override
    public void close() {
        stop(Duration.ZERO);
    }

    private static HttpConfiguration configuration(HttpSettings settings) {
        HttpConfiguration configuration = new HttpConfiguration();
        configuration.setSendServerVersion(false);
        configuration.setRequestHeaderSize(settings.maxHeaderBytes());
        configuration.setResponseHeaderSize(16 * 1024);
        // Otherwise each connection keeps 90 KiB to know its headers again: a few thousand would fill the heap.
        configuration.setHeaderCacheSize(0);
        configuration.setIdleTimeout(settings.idleTimeout().toMillis());
        // Names may hold any character, so every encoded path is let through: only Routes, which cuts before it
        // decodes, reads it.
        configuration.setUriCompliance(UriCompliance.UNSAFE);
        return configuration;
    }
}
