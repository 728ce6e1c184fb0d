package dev.holdfast.postgres.operations;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The end of a backup: a digest of all that stands before it, which tells whether a byte was altered, and a signature of that digest,
 * which tells that it was made with this secret. It stands where a ZIP file has its comment, so that any ZIP program reads the file.
 */
final class BackupSeal {
    private static final int DIGITS = 64;
    private static final int LENGTH = 2 * DIGITS;
    private static final HexFormat HEX = HexFormat.of();

    /** What stands there until the file is whole. */
    static final String BLANK = "0".repeat(LENGTH);

    private BackupSeal() {}

    static void put(Path file, byte[] key) throws IOException {
        byte[] digest = digest(file);
        try (RandomAccessFile whole = new RandomAccessFile(file.toFile(), "rw")) {
            whole.seek(whole.length() - LENGTH);
            whole.write((HEX.formatHex(digest) + HEX.formatHex(signature(digest, key)))
                    .getBytes(StandardCharsets.US_ASCII));
            whole.getFD().sync();
        }
    }

    /** Whether the file says that it was made with this secret; whether all of it is still there, it does not say. */
    static boolean isMadeWith(Path file, byte[] key) throws IOException {
        if (Files.size(file) <= LENGTH) {
            return false;
        }
        String seal = end(file);
        try {
            return isSigned(HEX.parseHex(seal.substring(0, DIGITS)), seal, key);
        } catch (IllegalArgumentException noDigits) {
            return false;
        }
    }

    /** Whether no byte of the file was altered, whoever made it. */
    static boolean isWhole(Path file) throws IOException {
        return Files.size(file) > LENGTH && end(file).startsWith(HEX.formatHex(digest(file)));
    }

    /** @throws BackupException when the file is not as it was made, or was made with another secret */
    static void check(Path file, byte[] key) throws IOException {
        if (Files.size(file) <= LENGTH) {
            throw damaged(file);
        }
        String seal = end(file);
        byte[] digest = digest(file);
        if (!seal.startsWith(HEX.formatHex(digest))) {
            throw damaged(file);
        }
        if (!isSigned(digest, seal, key)) {
            throw new BackupException(
                    file + " was made with another secret, or its end was altered",
                    "Set HOLDFAST_SECRET to the secret of the server that made it; without that secret none of its API keys works.");
        }
    }

    private static boolean isSigned(byte[] digest, String seal, byte[] key) {
        byte[] expected = HEX.formatHex(signature(digest, key)).getBytes(StandardCharsets.US_ASCII);
        return MessageDigest.isEqual(expected, seal.substring(DIGITS).getBytes(StandardCharsets.US_ASCII));
    }

    private static String end(Path file) throws IOException {
        byte[] end = new byte[LENGTH];
        try (RandomAccessFile whole = new RandomAccessFile(file.toFile(), "r")) {
            whole.seek(whole.length() - LENGTH);
            whole.readFully(end);
        }
        return new String(end, StandardCharsets.US_ASCII);
    }

    private static BackupException damaged(Path file) {
        return new BackupException(
                file + " is not a whole backup: bytes of it were altered or are missing",
                "Take another copy; this one cannot be trusted.");
    }

    private static byte[] digest(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = BackupDigest.sha256();
            long left = Files.size(file) - LENGTH;
            byte[] buffer = new byte[64 * 1024];
            while (left > 0) {
                int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
                if (read < 0) {
                    break;
                }
                digest.update(buffer, 0, read);
                left -= read;
            }
            return digest.digest();
        }
    }

    private static byte[] signature(byte[] digest, byte[] key) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(digest);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has HMAC", impossible);
        }
    }
}
