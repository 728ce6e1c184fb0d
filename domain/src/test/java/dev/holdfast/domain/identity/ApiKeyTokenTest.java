package dev.holdfast.domain.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.domain.shared.HostileTexts;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

final class ApiKeyTokenTest {
    // Computed apart from this code, so that no change of it makes the keys that were handed out useless.
    private static final String GOLDEN =
            "hf_test_03dha3x0w4gq4x3o4k25wx2pt_0004kt6yh5gguqfu8e93hara9xtyf5l309wcar43f213wip34v_1n8stjh";

    @Test
    void theFormShouldNeverChange() {
        byte[] secret = new byte[32];
        for (int i = 0; i < secret.length; i++) {
            secret[i] = (byte) i;
        }
        ApiKeyId id = new ApiKeyId(UUID.fromString("0195527a-1c00-7000-8000-000000000001"));

        assertThat(ApiKeyToken.of("test", id, secret).reveal()).isEqualTo(GOLDEN);
        assertThat(ApiKeyToken.parse(GOLDEN)).map(ApiKeyToken::id).contains(id);
    }

    @Test
    void everyTokenShouldBeReadAsItWasWritten() {
        Random random = new Random(8);
        for (int run = 0; run < 1_000; run++) {
            byte[] secret = new byte[32];
            random.nextBytes(secret);
            ApiKeyId id = new ApiKeyId(new UUID(random.nextLong(), random.nextLong()));
            ApiKeyToken token = ApiKeyToken.of("live", id, secret);

            ApiKeyToken parsed = ApiKeyToken.parse(token.reveal()).orElseThrow();

            assertThat(token.reveal()).hasSize("hf_live_".length() + 25 + 1 + 50 + 1 + 7);
            assertThat(parsed.environment()).isEqualTo("live");
            assertThat(parsed.id()).isEqualTo(id);
            assertThat(parsed.secret().reveal()).isEqualTo(token.secret().reveal());
        }
    }

    @Test
    void theSmallestAndTheGreatestShouldBeReadToo() {
        byte[] ones = new byte[32];
        Arrays.fill(ones, (byte) 0xFF);
        for (ApiKeyToken token : new ApiKeyToken[] {
            ApiKeyToken.of("dev", new ApiKeyId(new UUID(0, 0)), new byte[32]),
            ApiKeyToken.of("dev", new ApiKeyId(new UUID(-1, -1)), ones)
        }) {
            assertThat(ApiKeyToken.parse(token.reveal())).map(ApiKeyToken::id).contains(token.id());
        }
    }

    @Test
    void oneWrongCharacterShouldBeNoticedWhereverItIs() {
        for (int i = 0; i < GOLDEN.length(); i++) {
            char wrong = GOLDEN.charAt(i) == 'x' ? 'y' : 'x';
            assertThat(ApiKeyToken.parse(GOLDEN.substring(0, i) + wrong + GOLDEN.substring(i + 1)))
                    .as("character %s", i)
                    .isEmpty();
        }
    }

    @Test
    void anythingElseShouldBeRefused() {
        HostileTexts.ALL.forEach(text -> assertThat(ApiKeyToken.parse(text)).isEmpty());
        for (String text : new String[] {
            "",
            "hf",
            GOLDEN + "0",
            " " + GOLDEN,
            GOLDEN + "\n",
            GOLDEN.toUpperCase(Locale.ROOT),
            GOLDEN.substring(1),
            GOLDEN.replace('_', '-'),
            "x".repeat(100_000)
        }) {
            assertThat(ApiKeyToken.parse(text)).as(text).isEmpty();
        }
    }

    @Test
    void anIdOfMoreThan128BitsShouldBeRefusedEvenWithARightChecksum() {
        String body = "hf_test_" + "z".repeat(25) + "_" + "0".repeat(50);
        CRC32 crc = new CRC32();
        crc.update(body.getBytes(StandardCharsets.US_ASCII));
        String checksum = Long.toString(crc.getValue(), 36);

        assertThat(ApiKeyToken.parse(body + "_" + "0".repeat(7 - checksum.length()) + checksum))
                .isEmpty();
    }

    @Test
    void theSecretShouldNotBeShown() {
        ApiKeyToken token = ApiKeyToken.parse(GOLDEN).orElseThrow();

        assertThat(token.toString()).doesNotContain(token.secret().reveal());
    }

    @Test
    void aSecretShouldHaveAllItsBytes() {
        assertThatThrownBy(() -> ApiKeyToken.of("test", new ApiKeyId(new UUID(0, 0)), new byte[31]))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
