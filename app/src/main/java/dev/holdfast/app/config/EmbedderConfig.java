package dev.holdfast.app.config;

import dev.holdfast.domain.embedding.EmbeddingModel;
import dev.holdfast.domain.embedding.Vector;
import dev.holdfast.domain.shared.InvalidInput;
import dev.holdfast.domain.shared.Secret;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How texts become vectors.
 *
 * @param models of the endpoint; the first is what texts are embedded with
 * @param batchSize texts of one request to the endpoint, and of one step of the work in the background
 * @param timeout of one request in the background
 * @param questionTimeout how long a question waits for its vector
 * @param interval how often the background looks for texts without a vector
 */
public record EmbedderConfig(
        EmbedderKind kind,
        URI url,
        List<EmbeddingModel> models,
        Optional<Secret> apiKey,
        int batchSize,
        int concurrency,
        Duration timeout,
        Duration questionTimeout,
        int maxCharacters,
        Duration interval) {
    public EmbedderConfig {
        models = List.copyOf(models);
    }

    static final Setting<EmbedderKind> KIND = Setting.of(
            "embedder.kind",
            "HOLDFAST_EMBEDDER",
            Form.choice(EmbedderKind.class),
            "none",
            "What makes vectors of texts: `none` (recall works by words, or with vectors that clients bring), `hashing` (in this"
                    + " process, without a model: finds other spellings and forms of a word, not other words for the same"
                    + " thing) or `openai` (any endpoint that speaks as OpenAI's `/v1/embeddings` does).");

    static final Setting<URI> URL = Setting.of(
            "embedder.url",
            "HOLDFAST_EMBEDDER_URL",
            address(),
            "https://api.openai.com/v1",
            "The endpoint of `openai`, without `/embeddings`.");

    static final Setting<EmbeddingModel> MODEL = Setting.of(
            "embedder.model",
            "HOLDFAST_EMBEDDER_MODEL",
            model(),
            "text-embedding-3-small=1536",
            "The model of `openai` and the dimension of its vectors. Tenants that use another one keep it until `holdfast embeddings"
                    + " reembed` moves them.");

    static final Setting<List<EmbeddingModel>> ALSO = Setting.of(
            "embedder.also",
            "HOLDFAST_EMBEDDER_ALSO",
            Form.list(model()),
            "",
            "Further models of the same endpoint, so that tenants that still use one are served until they are moved.");

    static final Setting<Secret> API_KEY = Setting.of(
                    "embedder.api_key",
                    "HOLDFAST_EMBEDDER_API_KEY",
                    Form.secret(1),
                    new Default.Absent("no key is sent"),
                    "The bearer token for the endpoint of `openai`.")
            .asSecret();

    static final Setting<Integer> BATCH_SIZE = Setting.of(
            "embedder.batch_size",
            "HOLDFAST_EMBEDDER_BATCH_SIZE",
            Form.integer(1, 2048),
            "64",
            "Texts of one request to the endpoint.");

    static final Setting<Integer> CONCURRENCY = Setting.of(
            "embedder.concurrency",
            "HOLDFAST_EMBEDDER_CONCURRENCY",
            Form.integer(1, 64),
            "4",
            "Requests to the endpoint at once.");

    static final Setting<Duration> TIMEOUT = Setting.of(
            "embedder.timeout",
            "HOLDFAST_EMBEDDER_TIMEOUT",
            Form.duration(Duration.ofMillis(100), Duration.ofMinutes(5)),
            "30s",
            "How long a request to the endpoint may take when nobody waits for it.");

    static final Setting<Duration> QUESTION_TIMEOUT = Setting.of(
            "embedder.question_timeout",
            "HOLDFAST_EMBEDDER_QUESTION_TIMEOUT",
            Form.duration(Duration.ofMillis(10), Duration.ofSeconds(30)),
            "1s",
            "How long a question waits for its vector before it is answered by its words alone.");

    static final Setting<Integer> MAX_CHARACTERS = Setting.of(
            "embedder.max_characters",
            "HOLDFAST_EMBEDDER_MAX_CHARACTERS",
            Form.integer(100, 300_000),
            "8000",
            "Of a longer text the beginning is sent to the endpoint.");

    static final Setting<Duration> INTERVAL = Setting.of(
            "embedder.interval",
            "HOLDFAST_EMBEDDER_INTERVAL",
            Form.duration(Duration.ofMillis(50), Duration.ofMinutes(1)),
            "500ms",
            "How often the background looks for texts without a vector.");

    static final Section SECTION = new Section(
            "Embeddings",
            List.of(
                    KIND,
                    URL,
                    MODEL,
                    ALSO,
                    API_KEY,
                    BATCH_SIZE,
                    CONCURRENCY,
                    TIMEOUT,
                    QUESTION_TIMEOUT,
                    MAX_CHARACTERS,
                    INTERVAL));

    static EmbedderConfig of(Values values) {
        List<EmbeddingModel> models = new ArrayList<>(List.of(values.get(MODEL)));
        models.addAll(values.get(ALSO));
        return new EmbedderConfig(
                values.get(KIND),
                values.get(URL),
                models,
                values.find(API_KEY),
                values.get(BATCH_SIZE),
                values.get(CONCURRENCY),
                values.get(TIMEOUT),
                values.get(QUESTION_TIMEOUT),
                values.get(MAX_CHARACTERS),
                values.get(INTERVAL));
    }

    static void check(Values values, Problems problems) {
        Optional<String> first = values.find(MODEL).map(EmbeddingModel::name);
        List<String> also = values.find(ALSO).orElse(List.of()).stream()
                .map(EmbeddingModel::name)
                .toList();
        if (also.stream().distinct().count() < also.size()
                || first.filter(also::contains).isPresent()) {
            problems.add(values.subject(ALSO), "names a model twice");
        }
    }

    private static Form<EmbeddingModel> model() {
        return new Form<>(
                "a model and its dimension, such as nomic-embed-text=768 (1 to " + Vector.MAX_DIMENSION + ")", text -> {
                    int sign = text.lastIndexOf('=');
                    try {
                        return sign < 0
                                ? Optional.empty()
                                : Optional.of(new EmbeddingModel(
                                        text.substring(0, sign), Integer.parseInt(text.substring(sign + 1))));
                    } catch (NumberFormatException | InvalidInput malformed) {
                        return Optional.empty();
                    }
                });
    }

    private static Form<URI> address() {
        return new Form<>("an http or https address", text -> {
            try {
                URI uri = new URI(text);
                return Optional.of(uri)
                        .filter(it -> "http".equals(it.getScheme()) || "https".equals(it.getScheme()))
                        .filter(it -> it.getHost() != null && it.getQuery() == null && it.getFragment() == null)
                        .filter(it -> it.getUserInfo() == null);
            } catch (URISyntaxException malformed) {
                return Optional.empty();
            }
        });
    }
}
