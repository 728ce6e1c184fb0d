package dev.holdfast.domain.embedding;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which text a vector is of: the SHA-256 of the text in UTF-8. Texts are not normalised, so what differs in one byte is another text.
 *
 * @param hex 64 digits in lower case
 */
public record ContentHash(String hex) implements Comparable<ContentHash> {
    public static final int BYTES = 32;

    private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

    public ContentHash {
        if (!FORM.matcher(hex).matches()) {
            throw new IllegalArgumentException("a content hash is 64 hexadecimal digits");
        }
    }

    /** The hash that those digits say, in upper or lower case. */
    public static Optional<ContentHash> parse(String digits) {
        String hex = digits.toLowerCase(Locale.ROOT);
        return FORM.matcher(hex).matches() ? Optional.of(new ContentHash(hex)) : Optional.empty();
    }

    public static ContentHash of(String text) {
        try {
            return of(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    /** @param digest {@value #BYTES} bytes */
    public static ContentHash of(byte[] digest) {
        return new ContentHash(HexFormat.of().formatHex(digest));
    }

    public byte[] bytes() {
        return HexFormat.of().parseHex(hex);
    }

    @Override
    public int compareTo(ContentHash other) {
        return hex.compareTo(other.hex);
    }
}
