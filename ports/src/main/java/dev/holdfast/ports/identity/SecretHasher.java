package dev.holdfast.ports.identity;

import dev.holdfast.domain.shared.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Hashes the secrets of API keys with HMAC-SHA-256 under a key that is kept outside the database. The secrets are 256 random
 * bits, so no slow password hash is needed: there is nothing to guess.
 */
public final class SecretHasher {
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec pepper;

    /** @param pepper at least 32 bytes */
    public SecretHasher(byte[] pepper) {
        if (pepper.length < 32) {
            throw new IllegalArgumentException("the key-hashing secret has at least 32 bytes");
        }
        this.pepper = new SecretKeySpec(pepper, ALGORITHM);
    }

    /** 64 lowercase hexadecimal digits. */
    public String hash(Secret secret) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(pepper);
            return HexFormat.of().formatHex(mac.doFinal(secret.reveal().getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, missing);
        }
    }

    /** In constant time. */
    public boolean matches(Secret secret, String hash) {
        return MessageDigest.isEqual(
                hash(secret).getBytes(StandardCharsets.US_ASCII), hash.getBytes(StandardCharsets.US_ASCII));
    }
}
