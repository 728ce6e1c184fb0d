package dev.holdfast.e2e;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * As people put before several servers: it asks each for {@code /readyz} and gives every request to the next one that is ready. It
 * repeats nothing, so what a server loses is seen.
 */
final class Balancer implements AutoCloseable {
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final Set<String> OF_THE_HOP =
            Set.of("connection", "content-length", "host", "upgrade", "http2-settings");
    private static final int BAD_GATEWAY = 502;

    private final List<String> servers;
    private final List<String> ready = new CopyOnWriteArrayList<>();
    private final AtomicInteger turn = new AtomicInteger();
    private final HttpServer front;
    private final ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor();
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();

    private Balancer(List<String> servers, HttpServer front) {
        this.servers = servers;
        this.front = front;
    }

    static Balancer before(Node... nodes) {
        try {
            HttpServer front = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 200);
            Balancer balancer =
                    new Balancer(List.of(nodes).stream().map(Node::url).toList(), front);
            balancer.look();
            front.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            front.createContext("/", balancer::forward);
            front.start();
            Future<?> unused = balancer.looking.scheduleWithFixedDelay(
                    balancer::look, LOOK.toMillis(), LOOK.toMillis(), TimeUnit.MILLISECONDS);
            return balancer;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    int port() {
        return front.getAddress().getPort();
    }

    private void look() {
        for (String server : servers) {
            if (!isReady(server)) {
                ready.remove(server);
            } else if (!ready.contains(server)) {
                ready.add(server);
            }
        }
    }

    private boolean isReady(String server) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(server + "/readyz"))
                    .timeout(Duration.ofSeconds(2))
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException gone) {
            return false;
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void forward(HttpExchange exchange) throws IOException {
        try (exchange) {
            List<String> now = List.copyOf(ready);
            if (now.isEmpty()) {
                exchange.sendResponseHeaders(BAD_GATEWAY, -1);
                return;
            }
            String server = now.get(Math.floorMod(turn.getAndIncrement(), now.size()));
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server + exchange.getRequestURI()))
                    .method(
                            exchange.getRequestMethod(),
                            HttpRequest.BodyPublishers.ofByteArray(
                                    exchange.getRequestBody().readAllBytes()));
            exchange.getRequestHeaders().forEach((name, values) -> {
                if (!OF_THE_HOP.contains(name.toLowerCase(Locale.ROOT))) {
                    values.forEach(value -> request.header(name, value));
                }
            });
            answer(exchange, request.build());
        }
    }

    private void answer(HttpExchange exchange, HttpRequest request) throws IOException {
        try {
            HttpResponse<byte[]> answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
            answer.headers().map().forEach((name, values) -> {
                if (!OF_THE_HOP.contains(name)) {
                    exchange.getResponseHeaders().put(name, values);
                }
            });
            exchange.sendResponseHeaders(answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
            exchange.getResponseBody().write(answer.body());
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        } catch (IOException lost) {
            exchange.sendResponseHeaders(BAD_GATEWAY, -1);
        }
    }

    @Override
    public void close() {
        looking.shutdownNow();
        front.stop(0);
        client.close();
    }
}
