package dev.holdfast.domain.knowledge;

import dev.holdfast.domain.shared.JsonDocument;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * By what two contents of a document are known to be the same: SHA-256 of the title and of each chunk's headings, text, tokens and
 * metadata, in their order, every part preceded by its length, so that no two different contents read the same.
 *
 * @param hex 64 hexadecimal digits in lower case
 */
public record DocumentHash(String hex) {
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

    public DocumentHash {
        if (!FORM.matcher(hex).matches()) {
            throw new IllegalArgumentException("a content hash is 64 hexadecimal digits");
        }
    }

    public static DocumentHash of(DocumentDraft draft) {
        MessageDigest digest = sha256();
        try (DataOutputStream out =
                new DataOutputStream(new DigestOutputStream(OutputStream.nullOutputStream(), digest))) {
            out.writeBoolean(draft.title().isPresent());
            text(out, draft.title().orElse(""));
            out.writeInt(draft.chunks().size());
            for (ChunkDraft chunk : draft.chunks()) {
                value(out, chunk.headings());
                text(out, chunk.text());
                out.writeInt(chunk.tokens());
                object(out, chunk.metadata());
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return new DocumentHash(HexFormat.of().formatHex(digest.digest()));
    }

    private static void object(DataOutputStream out, JsonDocument document) throws IOException {
        value(out, document.members());
    }

    private static void value(DataOutputStream out, @Nullable Object value) throws IOException {
        switch (value) {
            case null -> out.writeByte(0);
            case Boolean truth -> out.writeByte(truth ? 1 : 2);
            case BigDecimal number -> {
                out.writeByte(3);
                text(out, number.toPlainString());
            }
            case String text -> {
                out.writeByte(4);
                text(out, text);
            }
            case List<?> list -> {
                out.writeByte(5);
                out.writeInt(list.size());
                for (Object item : list) {
                    value(out, item);
                }
            }
            case Map<?, ?> members -> {
                out.writeByte(6);
                out.writeInt(members.size());
                for (Map.Entry<?, ?> member : members.entrySet()) {
                    text(out, String.valueOf(member.getKey()));
                    value(out, member.getValue());
                }
            }
            default -> throw new IllegalArgumentException("not JSON: " + value.getClass());
        }
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(encoded.length);
        out.write(encoded);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java platform has SHA-256", missing);
        }
    }
}
