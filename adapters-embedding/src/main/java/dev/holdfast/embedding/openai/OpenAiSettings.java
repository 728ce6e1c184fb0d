package dev.holdfast.embedding.openai;

import dev.holdfast.domain.shared.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * How an endpoint is spoken to.
 *
 * @param base what {@code /embeddings} is appended to, such as {@code https://api.openai.com/v1}
 * @param key sent as a bearer token; absent for endpoints that want none
 * @param batchSize the most texts of one request
 * @param concurrency the most requests at once
 * @param timeout of one request, its whole answer included
 * @param maxCharacters longer texts are cut after so many
 */
public record OpenAiSettings(
        URI base, Optional<Secret> key, int batchSize, int concurrency, Duration timeout, int maxCharacters) {
    URI endpoint() {
        String text = base.toString();
        return URI.create((text.endsWith("/") ? text.substring(0, text.length() - 1) : text) + "/embeddings");
    }
}
