package dev.holdfast.bench.eval;

import dev.holdfast.domain.embedding.Vector;
import dev.holdfast.ports.embedding.Embedder;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** The vectors of some texts, searched one by one. */
record Vectors(Embedder embedder, List<Vector> vectors) {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    static Vectors of(Embedder embedder, List<String> texts) {
        return new Vectors(embedder, embedder.embed(texts, PATIENCE));
    }

    /** @param index of the text */
    record Near(int index, double cosine) {}

    /** The nearest first. */
    List<Near> nearest(String question, int most) {
        Vector wanted = embedder.embed(List.of(question), PATIENCE).getFirst();
        return IntStream.range(0, vectors.size())
                .mapToObj(i -> new Near(i, vectors.get(i).cosine(wanted)))
                .sorted(Comparator.comparingDouble(Near::cosine).reversed())
                .limit(most)
                .toList();
    }
}
