package dev.holdfast.embedding.hashing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.holdfast.domain.embedding.Vector;
import dev.holdfast.ports.embedding.Embedder;
import dev.holdfast.ports.embedding.EmbedderContract;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class HashingEmbedderTest implements EmbedderContract {
    @Override
    public Embedder embedder() {
        return new HashingEmbedder();
    }

    @Test
    void aVectorShouldHaveLengthOne() {
        assertThat(embedder().embed(HARD, PATIENCE))
                .allSatisfy(vector -> assertThat(vector.length()).isCloseTo(1, within(1e-5)));
    }

    /** Vectors are stored for years, and compared with what other versions and machines make. */
    @Test
    void theVectorOfATextShouldNeverChange() {
        float[] values = of("Alice drinks green tea.").toArray();

        assertThat(values).hasSize(384);
        assertThat(Arrays.hashCode(values)).isEqualTo(1479482179);
    }

    @Test
    void caseSignsAndBlanksShouldNotMatter() {
        assertThat(of("Green  TEA!").cosine(of("green tea"))).isCloseTo(1, within(1e-6));
    }

    @Test
    void otherFormsOfAWordShouldBeNear() {
        Vector question = of("deployments");

        assertThat(question.cosine(of("deployment")))
                .isGreaterThan(0.5)
                .isGreaterThan(question.cosine(of("development")));
        assertThat(question.cosine(of("deployment"))).isGreaterThan(question.cosine(of("banana")) + 0.4);
    }

    @Test
    void theTextThatSharesTheTellingWordsShouldBeNearest() {
        Vector question = of("When did Caroline go to the support group?");

        double right = question.cosine(of("Caroline: I went to a support group yesterday and it was powerful."));
        assertThat(right)
                .isGreaterThan(question.cosine(of("When did you go to the shop, and what did you get there?")))
                .isGreaterThan(question.cosine(of("Melanie: I painted a lake sunrise last year.")));
    }

    private Vector of(String text) {
        return embedder().embed(List.of(text), Duration.ofSeconds(1)).get(0);
    }
}
