package dev.holdfast.ports.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.domain.shared.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class SecretHasherTest {
    private final SecretHasher hasher = hasher("a pepper of at least thirty-two bytes");

    @Test
    void theHashShouldNeverChange() {
        // RFC 4231, test case 6: a key of 131 bytes 0xaa.
        byte[] key = new byte[131];
        Arrays.fill(key, (byte) 0xaa);

        assertThat(new SecretHasher(key).hash(new Secret("Test Using Larger Than Block-Size Key - Hash Key First")))
                .isEqualTo("60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
    }

    @Test
    void aSecretShouldMatchItsOwnHashAndNoOther() {
        String hash = hasher.hash(new Secret("sesame"));

        assertThat(hasher.matches(new Secret("sesame"), hash)).isTrue();
        assertThat(hasher.matches(new Secret("sesam"), hash)).isFalse();
        assertThat(hasher.matches(new Secret(""), hash)).isFalse();
        assertThat(hasher.matches(new Secret("sesame"), "")).isFalse();
        assertThat(hasher("another pepper of thirty-two bytes.").matches(new Secret("sesame"), hash))
                .isFalse();
    }

    @Test
    void aShortPepperShouldBeRefused() {
        assertThatThrownBy(() -> new SecretHasher(new byte[31])).isInstanceOf(IllegalArgumentException.class);
    }

    private static SecretHasher hasher(String pepper) {
        return new SecretHasher(pepper.getBytes(StandardCharsets.US_ASCII));
    }
}
