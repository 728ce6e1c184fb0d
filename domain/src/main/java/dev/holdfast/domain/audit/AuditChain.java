package dev.holdfast.domain.audit;

import dev.holdfast.domain.shared.TenantId;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The rule of the hash chain: {@code hash(n) = HMAC-SHA-256(secret, tenant, n, hash(n-1), entry n)}, every part preceded by its
 * length, so that no two different entries read the same. The secret is kept outside the database: who can write to the
 * database alone can neither alter, insert nor remove a sealed entry and have the chain still verify.
 */
public final class AuditChain {
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec secret;

    /** @param secret at least 32 bytes */
    public AuditChain(byte[] secret) {
        if (secret.length < 32) {
            throw new IllegalArgumentException("the audit secret has at least 32 bytes");
        }
        this.secret = new SecretKeySpec(secret, ALGORITHM);
    }

    /** The seal of {@code entry} when it follows {@code previous}. */
    public AuditSeal next(TenantId tenant, AuditSeal previous, AuditEntry entry) {
        long sequence = previous.sequence() + 1;
        return new AuditSeal(
                sequence, HexFormat.of().formatHex(mac().doFinal(bytes(tenant, sequence, previous, entry))));
    }

    private static byte[] bytes(TenantId tenant, long sequence, AuditSeal previous, AuditEntry entry) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            text(out, tenant.value());
            out.writeLong(sequence);
            text(out, previous.hash());
            text(out, entry.id().value().toString());
            out.writeLong(ChronoUnit.MICROS.between(Instant.EPOCH, entry.at()));
            text(out, entry.principal().value());
            text(out, entry.requestId());
            text(out, entry.action());
            text(out, entry.subject().type());
            text(out, entry.subject().name());
            text(out, entry.subject().id().map(Object::toString).orElse(""));
            text(out, entry.subject().version().map(Object::toString).orElse(""));
            text(out, entry.outcome().name());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(encoded.length);
        out.write(encoded);
    }

    private Mac mac() {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(secret);
            return mac;
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, missing);
        }
    }
}
