package dev.holdfast.app.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * PostgreSQL's log: one file and its predecessor, each of a bounded size.
 *
 * <p>PostgreSQL writes to the end of it directly, so what goes wrong at the start is in the same place as what goes
 * wrong later, and it can be emptied while it is in use.
 *
 * @param file the log
 */
record ServerLog(Path file) {

    private static final long LARGE = 4L << 20;
    private static final int TAIL = 8 << 10;

    /** Moves the content to the predecessor when it has become large. */
    void shrink() {
        try {
            if (Files.exists(file) && Files.size(file) > LARGE) {
                Files.copy(file, file.resolveSibling(file.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
                try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                    channel.truncate(0);
                }
            }
        } catch (IOException e) {
            throw EmbeddedPostgresException.files("The log " + file + " cannot be shortened", e);
        }
    }

    long size() {
        try {
            return Files.exists(file) ? Files.size(file) : 0;
        } catch (IOException e) {
            throw EmbeddedPostgresException.files("The log " + file + " cannot be read", e);
        }
    }

    /** What has been written since the log had this size, at most a few kilobytes from its end. */
    String since(long offset) {
        if (!Files.exists(file)) {
            return "";
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long from = Math.max(offset, channel.size() - TAIL);
            ByteBuffer buffer = ByteBuffer.allocate((int) Math.max(0, Math.min(TAIL, channel.size() - from)));
            int read = 0;
            while (buffer.hasRemaining() && read >= 0) {
                read = channel.read(buffer, from + buffer.position());
            }
            return StandardCharsets.UTF_8.decode(buffer.flip()).toString();
        } catch (IOException e) {
            throw EmbeddedPostgresException.files("The log " + file + " cannot be read", e);
        }
    }

    /** The last lines of a text, for a message. */
    static String lastLines(String text) {
        List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 5), lines.size()));
    }
}
