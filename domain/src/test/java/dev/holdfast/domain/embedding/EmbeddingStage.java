package dev.holdfast.domain.embedding;

import static dev.holdfast.domain.memory.Memories.aMemory;

import dev.holdfast.domain.RepositoriesUnderTest;
import dev.holdfast.domain.TestTenant;
import dev.holdfast.domain.knowledge.KnowledgeStage;
import dev.holdfast.domain.memory.Memories;
import dev.holdfast.domain.memory.MemoryStage;
import dev.holdfast.domain.shared.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** A tenant of its own and what makes, keeps and needs vectors, for one law. */
public record EmbeddingStage(MemoryStage memories, KnowledgeStage knowledge, EmbeddingRepository embeddings) {
    static final EmbeddingModel MODEL = new EmbeddingModel("model-a", 3);
    static final EmbeddingModel OTHER = new EmbeddingModel("model-b", 2);

    public static EmbeddingStage on(RepositoriesUnderTest storage) {
        TestTenant tenant = TestTenant.in(storage);
        return new EmbeddingStage(
                MemoryStage.of(tenant, storage),
                new KnowledgeStage(tenant, storage.collections(), storage.documents()),
                storage.embeddings());
    }

    public EmbeddingStage neighbour() {
        TestTenant neighbour = tenant().neighbour();
        return new EmbeddingStage(
                new MemoryStage(neighbour, memories.repository(), memories.index()),
                new KnowledgeStage(neighbour, knowledge.collections(), knowledge.documents()),
                embeddings);
    }

    public TestTenant tenant() {
        return memories.tenant();
    }

    Scope scope() {
        return tenant().scope();
    }

    Instant now() {
        return tenant().now();
    }

    UUID write(String key, String content) {
        return memories.upsert(memory(key, content)).value().id().value();
    }

    static Memories memory(String key, String content) {
        return aMemory().withKey(key).withContent(content);
    }

    ModelState begin(EmbeddingModel model) {
        tenant().tick();
        return embeddings.begin(scope(), model, now());
    }

    /** Begins with the model, and looks through all that is there. */
    void use(EmbeddingModel model) {
        begin(model);
        enqueueAll(model);
    }

    void enqueueAll(EmbeddingModel model) {
        int rounds = 0;
        while (embeddings.enqueue(scope(), model.name(), 2, now())) {
            if (++rounds > 100) {
                throw new AssertionError("it never comes to an end");
            }
        }
    }

    /** Takes everything that is due for a minute. */
    List<PendingText> claim(EmbeddingModel model) {
        return embeddings.claim(
                scope(), model.name(), EmbeddingRepository.MOST, now(), now().plus(Duration.ofMinutes(1)));
    }

    /** The texts that wait, in the order of letters; taken by this. */
    List<String> waiting(EmbeddingModel model) {
        return claim(model).stream()
                .flatMap(pending -> pending.text().stream())
                .sorted()
                .toList();
    }

    void complete(EmbeddingModel model, List<PendingText> taken) {
        List<Embedding> made = new ArrayList<>();
        taken.stream()
                .filter(pending -> pending.text().isPresent())
                .forEach(pending -> made.add(new Embedding(pending.hash(), vector(model, made.size() + 1))));
        embeddings.complete(scope(), model, made, taken, now());
    }

    /** Embeds all there is. */
    void embedAll(EmbeddingModel model) {
        complete(model, claim(model));
    }

    void store(EmbeddingModel model, String text, float... numbers) {
        embeddings.register(scope(), model, now());
        embeddings.store(
                scope(), model, List.of(new Embedding(ContentHash.of(text), Vector.of(numbers))), false, now());
    }

    boolean has(EmbeddingModel model, String text) {
        return !embeddings
                .present(scope(), model.name(), Set.of(ContentHash.of(text)))
                .isEmpty();
    }

    ModelStatus status(EmbeddingModel model) {
        return embeddings.models(scope()).stream()
                .filter(status -> status.model().equals(model))
                .findFirst()
                .orElseThrow();
    }

    private static Vector vector(EmbeddingModel model, int first) {
        float[] numbers = new float[model.dimension()];
        numbers[0] = first;
        return Vector.of(numbers);
    }
}
