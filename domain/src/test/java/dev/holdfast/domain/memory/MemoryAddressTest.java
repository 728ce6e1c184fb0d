package dev.holdfast.domain.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.holdfast.domain.shared.HostileTexts;
import dev.holdfast.domain.shared.InvalidInput;
import dev.holdfast.domain.shared.Violation;
import java.util.List;
import org.junit.jupiter.api.Test;

final class MemoryAddressTest {
    @Test
    void shouldTakeAnyKeyThatAUrlCanCarry() {
        HostileTexts.ALL.forEach(
                key -> assertThat(MemoryAddress.of("a", key).key()).isEqualTo(key));
        assertThat(MemoryAddress.of("a", "b/c/../d").key()).isEqualTo("b/c/../d");
        for (String key : List.of("", ".", "..", "nul\u0000", "half\uD83D", "x".repeat(513))) {
            assertThatThrownBy(() -> MemoryAddress.of("a", key)).as(key).isInstanceOf(InvalidInput.class);
        }
    }

    @Test
    void shouldBoundTheKeyByCharactersAndBytes() {
        assertThatCode(() -> MemoryAddress.of("a", "x".repeat(512))).doesNotThrowAnyException();
        assertThatCode(() -> MemoryAddress.of("a", "\uD83D\uDE00".repeat(192))).doesNotThrowAnyException();
        assertThatThrownBy(() -> MemoryAddress.of("a", "\uD83D\uDE00".repeat(192) + "x"))
                .isInstanceOf(InvalidInput.class);
        assertThatCode(() -> MemoryAddress.of("a", "\u00e9".repeat(384))).doesNotThrowAnyException();
        assertThatThrownBy(() -> MemoryAddress.of("a", "\u00e9".repeat(385))).isInstanceOf(InvalidInput.class);
    }

    @Test
    void shouldSayWhatIsWrongWithBothParts() {
        assertThat(catchThrowableOfType(InvalidInput.class, () -> MemoryAddress.of("a//b", ".."))
                        .violations())
                .extracting(Violation::pointer)
                .containsExactly("/namespace", "/key");
    }

    @Test
    void shouldBeOrderedByNamespaceAndThenByKey() {
        assertThat(
                        List.of(MemoryAddress.of("b", "a"), MemoryAddress.of("a/b", "a"), MemoryAddress.of("a", "z"))
                                .stream()
                                .sorted()
                                .map(MemoryAddress::toString))
                .containsExactly("a/z", "a/b/a", "b/a");
        assertThat(MemoryAddress.of("a", "\uD83D\uDE00")).isGreaterThan(MemoryAddress.of("a", "\uFFFD"));
    }
}
