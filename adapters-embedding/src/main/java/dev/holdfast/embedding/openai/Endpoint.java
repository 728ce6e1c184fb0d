package dev.holdfast.embedding.openai;

import dev.holdfast.domain.embedding.EmbeddingModel;
import dev.holdfast.domain.embedding.Vector;
import dev.holdfast.ports.embedding.EmbedderRateLimited;
import dev.holdfast.ports.embedding.EmbedderRefused;
import dev.holdfast.ports.embedding.EmbedderUnavailable;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One request over the wire. Nothing of what an endpoint says is repeated to anybody: it may echo texts and keys. */
final class Endpoint {
    /** A number takes at most 25 characters, with blanks and a comma; JSON around the vectors is small. */
    private static final int BYTES_OF_A_NUMBER = 32;

    private static final int BYTES_AROUND = 64 * 1024;

    private final OpenAiSettings settings;
    private final EmbeddingModel model;
    private final Clock clock;

    // Upgrades to HTTP/2 over plain connections are what small servers stumble over; redirects could carry the key
    // elsewhere.
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    Endpoint(OpenAiSettings settings, EmbeddingModel model, Clock clock) {
        this.settings = settings;
        this.model = model;
        this.clock = clock;
    }

    List<Vector> ask(List<String> texts, Duration timeout) {
        int most = BYTES_AROUND + Math.multiplyExact(texts.size(), model.dimension() * BYTES_OF_A_NUMBER);
        CompletableFuture<HttpResponse<byte[]>> answer =
                client.sendAsync(request(texts), ignored -> new BoundedBody(most));
        try {
            // A limit of the client's own would end with the head of the answer, and a body may trickle for ever.
            return read(answer.get(timeout.toNanos(), TimeUnit.NANOSECONDS), texts.size());
        } catch (TimeoutException slow) {
            throw new EmbedderUnavailable("no answer within " + timeout.toMillis() + " ms");
        } catch (ExecutionException failed) {
            throw broken(failed.getCause() instanceof Exception cause ? cause : failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new EmbedderUnavailable("interrupted", stopped);
        } finally {
            answer.cancel(true);
        }
    }

    private HttpRequest request(List<String> texts) {
        HttpRequest.Builder request = HttpRequest.newBuilder(settings.endpoint())
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .POST(BodyPublishers.ofByteArray(Wire.question(model.name(), texts)));
        settings.key().ifPresent(key -> request.header("Authorization", "Bearer " + key.reveal()));
        return request.build();
    }

    private List<Vector> read(HttpResponse<byte[]> response, int texts) {
        int status = response.statusCode();
        if (status == 200) {
            return Wire.vectors(response.body(), texts, model);
        }
        throw switch (status) {
            case 429 ->
                new EmbedderRateLimited(
                        "it is asked too much (429)",
                        response.headers().firstValue("Retry-After").flatMap(text -> RetryAfter.parse(text, clock)));
            case 400, 413, 422 -> new EmbedderRefused("it does not take these texts (" + status + ")", true);
            case 401, 403 -> new EmbedderRefused("it does not accept the key (" + status + ")", false);
            case 404, 405, 301, 302, 307, 308 ->
                new EmbedderRefused("there is no such model or address (" + status + ")", false);
            default -> new EmbedderUnavailable("it answers " + status);
        };
    }

    private static EmbedderUnavailable broken(Exception cause) {
        return new EmbedderUnavailable(
                cause instanceof IOException ? "it cannot be reached" : "its answer cannot be read", cause);
    }
}
