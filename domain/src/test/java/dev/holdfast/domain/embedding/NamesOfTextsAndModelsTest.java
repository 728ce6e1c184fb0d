package dev.holdfast.domain.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.domain.shared.InvalidInput;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesOfTextsAndModelsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"a", "hashing-384", "text-embedding-3-small", "BAAI/bge-m3", "mxbai-embed-large:335m", "v1.5_x"})
    void namesThatEndpointsUseShouldBeNames(String name) {
        assertThat(new EmbeddingModel(name, 3).name()).isEqualTo(name);
    }

    /** A name stands in the definition of an index. */
    @ParameterizedTest
    @ValueSource(strings = {"", " ", "-a", "a b", "a'b", "a\"b", "a;b", "a\\b", "a\nb", "größe", "a\u0000"})
    void whatCouldBreakOutOfAStatementShouldBeNoName(String name) {
        assertThatThrownBy(() -> new EmbeddingModel(name, 3)).isInstanceOf(InvalidInput.class);
    }

    @Test
    void aNameShouldHaveAtMost128Characters() {
        assertThat(EmbeddingModel.checkName("/model", "x".repeat(128))).isEmpty();
        assertThat(EmbeddingModel.checkName("/model", "x".repeat(129))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 4001})
    void aDimensionShouldBeOneThatAVectorCanHave(int dimension) {
        assertThatThrownBy(() -> new EmbeddingModel("m", dimension)).isInstanceOf(InvalidInput.class);
    }

    /** FIPS 180-4, and what {@code sha256(convert_to('tea', 'UTF8'))} answers. */
    @Test
    void aContentHashShouldBeTheSha256OfTheTextInUtf8() {
        assertThat(ContentHash.of("abc").hex())
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assertThat(ContentHash.of("ß")).isNotEqualTo(ContentHash.of("ss"));
    }

    @Test
    void aContentHashShouldSurviveTheWayThroughBytesAndDigits() {
        ContentHash hash = ContentHash.of("tea");

        assertThat(ContentHash.of(hash.bytes())).isEqualTo(hash);
        assertThat(ContentHash.parse(hash.hex().toUpperCase(Locale.ROOT))).contains(hash);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "00", "zz7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"})
    void otherTextsShouldBeNoContentHash(String text) {
        assertThat(ContentHash.parse(text)).isEmpty();
    }
}
