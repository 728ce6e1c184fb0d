package dev.holdfast.http.support;

import dev.holdfast.domain.shared.Cursor;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes the cursors of lists opaque and unforgeable: base64url of version, expiry and position, followed by an HMAC-SHA-256 over
 * those and what the cursor is bound to (tenant, path, filter). A cursor of another tenant, of another list, of another filter,
 * altered or expired is one and the same refusal.
 */
public final class CursorCodec {
    static final Duration LIFETIME = Duration.ofHours(24);

    private static final String ALGORITHM = "HmacSHA256";
    private static final int MAC_BYTES = 32;
    private static final int MAX_TEXT = 8 * 1024;
    private static final byte VERSION = 1;

    private final SecretKeySpec secret;
    private final Clock clock;

    /** @param secret at least 32 bytes, the same on every server of one installation */
    public CursorCodec(byte[] secret, Clock clock) {
        if (secret.length < MAC_BYTES) {
            throw new IllegalArgumentException("the cursor secret has at least " + MAC_BYTES + " bytes");
        }
        this.secret = new SecretKeySpec(secret, ALGORITHM);
        this.clock = clock;
    }

    /** @param binding digest of what the cursor belongs to */
    public String encode(Cursor cursor, byte[] binding) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(128);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            out.writeLong(clock.instant().plus(LIFETIME).toEpochMilli());
            out.writeByte(cursor.position().size());
            for (String value : cursor.position()) {
                byte[] text = value.getBytes(StandardCharsets.UTF_8);
                out.writeShort(text.length);
                out.write(text);
            }
            out.flush();
            out.write(mac(bytes.toByteArray(), binding));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.toByteArray());
    }

    /** @throws Refusal unless this codec made {@code text} for the same binding less than {@link #LIFETIME} ago */
    public Cursor decode(String text, byte[] binding) {
        return verified(text, binding)
                .flatMap(this::position)
                .orElseThrow(() -> Refusal.of(
                        Problem.INVALID_CURSOR,
                        Fault.inParameter(
                                QueryParameter.CURSOR,
                                "invalid_cursor",
                                "this cursor is not valid for this list; begin again without one")));
    }

    private Optional<byte[]> verified(String text, byte[] binding) {
        if (text.length() > MAX_TEXT) {
            return Optional.empty();
        }
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
        if (bytes.length <= MAC_BYTES) {
            return Optional.empty();
        }
        byte[] payload = Arrays.copyOf(bytes, bytes.length - MAC_BYTES);
        byte[] mac = Arrays.copyOfRange(bytes, payload.length, bytes.length);
        return MessageDigest.isEqual(mac, mac(payload, binding)) ? Optional.of(payload) : Optional.empty();
    }

    private Optional<Cursor> position(byte[] payload) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(payload))) {
            if (in.readByte() != VERSION || !Instant.ofEpochMilli(in.readLong()).isAfter(clock.instant())) {
                return Optional.empty();
            }
            List<String> position = new ArrayList<>();
            for (int left = in.readByte(); left > 0; left--) {
                position.add(new String(in.readNBytes(in.readUnsignedShort()), StandardCharsets.UTF_8));
            }
            return Optional.of(new Cursor(position));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private byte[] mac(byte[] payload, byte[] binding) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(secret);
            mac.update(payload);
            return mac.doFinal(binding);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, missing);
        }
    }
}
