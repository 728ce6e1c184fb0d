package dev.holdfast.domain.identity;

import dev.holdfast.domain.shared.Secret;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * The text a caller presents: {@code hf_<environment>_<key id>_<secret>_<checksum>}. Id (25 digits) and secret (50 digits, 256
 * bits) are base 36; the checksum is the CRC-32 of everything before its underscore (7 digits, base 36), so that a mistyped key
 * is refused without asking the store and a leaked one is recognised by secret scanners.
 */
public record ApiKeyToken(String environment, ApiKeyId id, Secret secret) {
    public static final String PREFIX = "hf_";
    public static final int SECRET_BYTES = 32;

    private static final int ID_DIGITS = 25;
    private static final int SECRET_DIGITS = 50;
    private static final int CHECKSUM_DIGITS = 7;
    private static final Pattern FORM =
            Pattern.compile("(hf_([a-z]{2,8})_([0-9a-z]{25})_([0-9a-z]{50}))_([0-9a-z]{7})");

    /** A token around fresh random bytes. */
    public static ApiKeyToken of(String environment, ApiKeyId id, byte[] secret) {
        if (secret.length != SECRET_BYTES) {
            throw new IllegalArgumentException("a key's secret has " + SECRET_BYTES + " bytes");
        }
        return new ApiKeyToken(environment, id, new Secret(digits(secret, SECRET_DIGITS)));
    }

    /** The token that {@code text} stands for; empty when its form or checksum is wrong. */
    public static Optional<ApiKeyToken> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches() || !checksum(matcher.group(1)).equals(matcher.group(5))) {
            return Optional.empty();
        }
        BigInteger id = new BigInteger(matcher.group(3), 36);
        if (id.bitLength() > 128) {
            return Optional.empty();
        }
        UUID uuid = new UUID(id.shiftRight(64).longValue(), id.longValue());
        return Optional.of(new ApiKeyToken(matcher.group(2), new ApiKeyId(uuid), new Secret(matcher.group(4))));
    }

    /** The whole credential. To be shown once, and never logged. */
    public String reveal() {
        UUID uuid = id.value();
        byte[] bytes = ByteBuffer.allocate(16)
                .putLong(uuid.getMostSignificantBits())
                .putLong(uuid.getLeastSignificantBits())
                .array();
        String body = PREFIX + environment + "_" + digits(bytes, ID_DIGITS) + "_" + secret.reveal();
        return body + "_" + checksum(body);
    }

    private static String checksum(String body) {
        CRC32 crc = new CRC32();
        crc.update(body.getBytes(StandardCharsets.US_ASCII));
        return pad(Long.toString(crc.getValue(), 36), CHECKSUM_DIGITS);
    }

    private static String digits(byte[] bytes, int width) {
        return pad(new BigInteger(1, bytes).toString(36), width);
    }

    private static String pad(String digits, int width) {
        return "0".repeat(width - digits.length()) + digits;
    }
}
