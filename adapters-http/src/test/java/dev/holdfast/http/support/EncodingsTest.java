package dev.holdfast.http.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** UTF-8 and percent-encoding, against the platform's own. */
final class EncodingsTest {
    private static boolean isUtf8(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException malformed) {
            return false;
        }
    }

    @Test
    void whatIsUtf8ShouldBeWhatThePlatformTakesForIt() {
        SplittableRandom random = new SplittableRandom(7);
        int valid = 0;
        for (int i = 0; i < 200_000; i++) {
            byte[] bytes = new byte[random.nextInt(1, 24)];
            for (int at = 0; at < bytes.length; at++) {
                // Mostly what begins, continues or breaks a sequence.
                bytes[at] = (byte) (random.nextInt(3) == 0 ? 'a' : random.nextInt(0x80, 0x100));
            }
            boolean expected = isUtf8(bytes);
            valid += expected ? 1 : 0;
            assertThat(Utf8.isValid(bytes, bytes.length)).isEqualTo(expected);
        }
        assertThat(valid).isBetween(100, 199_000);
    }

    @Test
    void everyPairAndEveryStartOfThreeBytesShouldBeJudgedAsThePlatformDoes() {
        byte[] bytes = {'a', 'a', 'a', 'a', 'a', 'a', 'a', 'a', 0, 0, (byte) 0x80, (byte) 0x80};
        for (int length = 10; length <= bytes.length; length++) {
            for (int pair = 0; pair < 0x10000; pair++) {
                bytes[8] = (byte) (pair >> 8);
                bytes[9] = (byte) pair;
                byte[] start = Arrays.copyOf(bytes, length);
                if (Utf8.isValid(bytes, length) != isUtf8(start)) {
                    assertThat(Utf8.isValid(bytes, length))
                            .as("%04x of %d", pair, length)
                            .isEqualTo(isUtf8(start));
                }
            }
        }
    }

    @Test
    void whatIsPercentEncodedShouldComeBack() {
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int left = random.nextInt(12); left > 0; left--) {
                int point = random.nextInt(4) == 0 ? random.nextInt(0x10000, 0x110000) : random.nextInt(0xD800);
                text.appendCodePoint(point);
            }
            String encoded = Percent.encode(text.toString());

            assertThat(encoded).matches("[A-Za-z0-9._~%-]*");
            assertThat(Percent.decode(encoded, true)).contains(text.toString());
            assertThat(Percent.decode(encoded, false)).contains(text.toString());
        }
    }

    @Test
    void aPlusShouldBeASpaceInAQueryOnly() {
        assertThat(Percent.decode("a+b%2Bc", true)).contains("a b+c");
        assertThat(Percent.decode("a+b%2Bc", false)).contains("a+b+c");
        assertThat(Percent.decode("a+b", true)).contains("a b");
        assertThat(Percent.decode("a+b", false)).contains("a+b");
    }
}
