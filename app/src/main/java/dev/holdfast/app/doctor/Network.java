package dev.holdfast.app.doctor;

import dev.holdfast.app.config.ServerConfig;
import dev.holdfast.ports.operations.Finding;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;

/** The port of the server. */
final class Network {
    private static final int PATIENCE_MILLIS = 2_000;

    private final ServerConfig server;

    Network(ServerConfig server) {
        this.server = server;
    }

    Finding port() {
        String address = server.host() + ":" + server.port();
        try (ServerSocket probe = new ServerSocket()) {
            // As the server itself binds: connections of an earlier run that are still closing do not count.
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.getByName(server.host()), server.port()));
            return Finding.ok("port", address + " is free");
        } catch (IOException taken) {
            return isHoldfast()
                    ? Finding.ok("port", address + " is served by a running Holdfast")
                    : Finding.failed(
                            "port",
                            address + " cannot be listened on (" + taken.getMessage() + ")",
                            "Stop who listens there (`ss -ltnp`), or set HOLDFAST_PORT.");
        }
    }

    /** What answers like our liveness probe is taken for one of ours. */
    private boolean isHoldfast() {
        try {
            if (!(URI.create(server.url() + "/livez").toURL().openConnection() instanceof HttpURLConnection probe)) {
                return false;
            }
            probe.setConnectTimeout(PATIENCE_MILLIS);
            probe.setReadTimeout(PATIENCE_MILLIS);
            probe.setUseCaches(false);
            try {
                return probe.getResponseCode() == HttpURLConnection.HTTP_OK
                        && probe.getHeaderField("X-Request-Id") != null;
            } finally {
                probe.disconnect();
            }
        } catch (IOException silent) {
            return false;
        }
    }
}
