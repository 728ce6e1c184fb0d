package dev.holdfast.postgres.operations;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** How much the text of a table is, and its digest. */
final class BackupDigest {
    private final MessageDigest digest = sha256();
    private long bytes;

    void add(byte[] text) {
        digest.update(text);
        bytes += text.length;
    }

    BackupManifest.Table table(String name, List<String> columns, long rows) {
        return new BackupManifest.Table(
                name, columns, rows, bytes, HexFormat.of().formatHex(digest.digest()));
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
