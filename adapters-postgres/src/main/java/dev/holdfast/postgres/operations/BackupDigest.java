package dev.holdfast.postgres.operations;

import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Where the text of a table goes through on its way: how much it is, and its digest. */
final class BackupDigest extends OutputStream {
    private final MessageDigest digest = sha256();
    private long bytes;

    @Override
    public void write(int value) {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] text, int from, int length) {
        digest.update(text, from, length);
        bytes += length;
    }

    BackupManifest.Table table(String name, List<String> columns, long rows) {
        return new BackupManifest.Table(
                name, columns, rows, bytes, HexFormat.of().formatHex(digest.digest()));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
