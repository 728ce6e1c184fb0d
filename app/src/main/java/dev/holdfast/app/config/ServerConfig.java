package dev.holdfast.app.config;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * Where the server listens and how it stops.
 *
 * @param port 0 picks a free one
 * @param shutdownDelay from "not ready" until new connections are refused, so that load balancers notice first
 * @param shutdownGrace how long requests in flight may take to finish
 */
public record ServerConfig(
        String host,
        int port,
        boolean insecureHttp,
        List<String> allowedHosts,
        List<String> allowedOrigins,
        Duration shutdownDelay,
        Duration shutdownGrace) {

    static final Setting<String> HOST = Setting.of(
                    "server.host",
                    "HOLDFAST_HOST",
                    Form.host(),
                    "127.0.0.1",
                    "The address to listen on. Anything but a loopback address needs `server.insecure_http`, because Holdfast"
                            + " does not speak TLS: put a proxy that does in front of it.")
            .withFlag("--host");

    static final Setting<Integer> PORT = Setting.of(
                    "server.port",
                    "HOLDFAST_PORT",
                    Form.integer(0, 65_535),
                    "7070",
                    "The port to listen on; `0` picks a free one.")
            .withFlag("--port");

    static final Setting<Boolean> INSECURE_HTTP = Setting.of(
            "server.insecure_http",
            "HOLDFAST_INSECURE_HTTP",
            Form.flag(),
            "false",
            "Says that listening on another than a loopback address without TLS is meant: keys and data then travel in"
                    + " the clear up to the proxy or container network in front.");

    static final Setting<List<String>> ALLOWED_HOSTS = Setting.of(
            "server.allowed_hosts",
            "HOLDFAST_ALLOWED_HOSTS",
            Form.list(Form.matching(
                    "a host name, with a port when it is not the default", "[A-Za-z0-9.\\-\\[\\]:]{1,260}")),
            "",
            "The names clients may call the server by, besides `localhost` and the loopback addresses. A request with"
                    + " another `Host` is refused, which stops DNS rebinding. Without any, a server on a loopback address"
                    + " answers to those alone, and another one to every name.");

    static final Setting<List<String>> ALLOWED_ORIGINS = Setting.of(
            "server.allowed_origins",
            "HOLDFAST_ALLOWED_ORIGINS",
            Form.list(Form.matching("an origin such as https://example.org", "https?://[A-Za-z0-9.\\-\\[\\]:]{1,260}")),
            "",
            "The web origins whose pages may call the server, besides its own.");

    static final Setting<Duration> SHUTDOWN_DELAY = Setting.of(
            "server.shutdown_delay",
            "HOLDFAST_SHUTDOWN_DELAY",
            Form.duration(Duration.ZERO, Duration.ofSeconds(10)),
            new Default.PerProfile("0s", "0s", "3s"),
            "How long the server goes on serving after SIGTERM while `/readyz` already says that it stops, so that load"
                    + " balancers turn away first.");

    static final Setting<Duration> SHUTDOWN_GRACE = Setting.of(
            "server.shutdown_grace",
            "HOLDFAST_SHUTDOWN_GRACE",
            Form.duration(Duration.ZERO, Duration.ofSeconds(20)),
            "20s",
            "How long requests in flight may take to finish after that.");

    static final Section SECTION = new Section(
            "Server",
            List.of(HOST, PORT, INSECURE_HTTP, ALLOWED_HOSTS, ALLOWED_ORIGINS, SHUTDOWN_DELAY, SHUTDOWN_GRACE));

    private static final Set<String> LOOPBACK = Set.of("localhost", "::1", "[::1]", "0:0:0:0:0:0:0:1", "ip6-localhost");

    static ServerConfig of(Values values) {
        return new ServerConfig(
                values.get(HOST),
                values.get(PORT),
                values.get(INSECURE_HTTP),
                values.get(ALLOWED_HOSTS),
                values.get(ALLOWED_ORIGINS),
                values.get(SHUTDOWN_DELAY),
                values.get(SHUTDOWN_GRACE));
    }

    static void check(Values values, Problems problems) {
        values.find(HOST)
                .filter(host -> !isLoopback(host) && !values.find(INSECURE_HTTP).orElse(true))
                .ifPresent(host -> problems.add(
                        values.subject(HOST),
                        "listening on " + host + " would send keys in the clear; set HOLDFAST_INSECURE_HTTP=true when a"
                                + " TLS proxy or a private network stands in front, or listen on 127.0.0.1"));
    }

    /** Judged by the text alone: what a name stands for may change between two looks. */
    static boolean isLoopback(String host) {
        return LOOPBACK.contains(host) || host.matches("127(\\.\\d{1,3}){3}");
    }

    /** How a client on this machine reaches the server when it listens on {@code actualPort}. */
    public String url(int actualPort) {
        String name = host.equals("0.0.0.0") || host.equals("::") ? "127.0.0.1" : host;
        return "http://" + (name.contains(":") && !name.startsWith("[") ? "[" + name + "]" : name) + ":" + actualPort;
    }

    public String url() {
        return url(port);
    }
}
