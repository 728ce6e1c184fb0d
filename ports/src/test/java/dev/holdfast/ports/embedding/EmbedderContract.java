package dev.holdfast.ports.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.embedding.Vector;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every embedder keeps, whatever its model is good for. */
public interface EmbedderContract {
    Duration PATIENCE = Duration.ofSeconds(20);

    /** A text that no model could be spared: scripts, signs, an emoji, blanks, one very long word. */
    List<String> HARD = List.of(
            "a",
            "\u0000 is no text, but this is",
            "Größe und Maß",
            "日本語のテキスト",
            "😀",
            "!!!",
            " \t\n ",
            "\"quoted\" \\ and {\"json\": true}",
            "x".repeat(100_000));

    Embedder embedder();

    @Test
    default void everyTextShouldHaveAVectorOfTheModelsDimension() {
        Embedder embedder = embedder();

        List<Vector> vectors = embedder.embed(HARD, PATIENCE);

        assertThat(vectors)
                .hasSameSizeAs(HARD)
                .allSatisfy(vector -> assertThat(vector.dimension())
                        .isEqualTo(embedder.model().dimension()));
    }

    @Test
    default void vectorsShouldBeInTheOrderOfTheTexts() {
        Embedder embedder = embedder();
        List<String> texts = IntStream.range(0, 300)
                .mapToObj(i -> "number " + i + " of many texts")
                .toList();

        List<Vector> together = embedder.embed(texts, PATIENCE);

        assertThat(together).hasSameSizeAs(texts);
        for (int i : List.of(0, 7, 64, 299)) {
            Vector alone = embedder.embed(List.of(texts.get(i)), PATIENCE).get(0);
            assertThat(together.get(i).cosine(alone)).as("text %s", i).isGreaterThan(0.999);
        }
    }

    @Test
    default void noTextsShouldHaveNoVectors() {
        assertThat(embedder().embed(List.of(), PATIENCE)).isEmpty();
    }

    @Test
    default void theModelShouldAlwaysBeTheSame() {
        Embedder embedder = embedder();

        assertThat(embedder.model()).isEqualTo(embedder.model());
    }
}
