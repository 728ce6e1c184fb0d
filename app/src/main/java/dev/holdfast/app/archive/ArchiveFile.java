package dev.holdfast.app.archive;

import dev.holdfast.domain.operations.RetentionKind;
import dev.holdfast.domain.operations.RetiredRow;
import dev.holdfast.ports.operations.RetentionArchive.Run;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The archive of one run. Every batch is a whole member of the compressed file and on the disk before it is removed: what a crash leaves
 * behind, named {@code .part}, can be read like any other, only that it has no manifest.
 */
final class ArchiveFile {
    private static final int FORMAT = 1;
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private final Run run;
    private final Path file;
    private final Path part;
    private final FileChannel channel;
    private final MessageDigest digest = sha256();
    private final Map<RetentionKind, Long> rows = new EnumMap<>(RetentionKind.class);
    private long good;
    private boolean broken;

    private ArchiveFile(Run run, Path file, Path part, FileChannel channel) {
        this.run = run;
        this.file = file;
        this.part = part;
        this.channel = channel;
    }

    static ArchiveFile in(Path folder, Run run) {
        try {
            Path own = Files.createDirectories(folder.resolve(run.tenant().value()));
            String name = "retention-" + STAMP.format(run.at()) + "-" + run.id() + ".ndjson.gz";
            Path part = own.resolve(name + ".part");
            FileChannel channel = FileChannel.open(
                    Files.createFile(part, forTheOwner(part)), StandardOpenOption.WRITE, StandardOpenOption.APPEND);
            keepName(own);
            return new ArchiveFile(run, own.resolve(name), part, channel);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    void write(List<RetiredRow> batch) throws IOException {
        ByteArrayOutputStream member = new ByteArrayOutputStream();
        try (OutputStream lines = new GZIPOutputStream(member)) {
            for (RetiredRow row : batch) {
                lines.write(JSON.writeValueAsBytes(line(row)));
                lines.write('\n');
            }
        }
        appendWholly(member.toByteArray());
        digest.update(member.toByteArray());
        batch.forEach(row -> rows.merge(row.kind(), 1L, Long::sum));
    }

    /** What was written of a member that could not be is taken back, so that those before it can be read to their end. */
    private void appendWholly(byte[] member) throws IOException {
        if (broken) {
            throw new IOException(part + " could not be written before");
        }
        broken = true;
        try {
            append(channel, member);
        } catch (IOException failed) {
            takeBack(failed);
            throw failed;
        }
        good += member.length;
        broken = false;
    }

    private void takeBack(IOException failed) {
        try {
            channel.truncate(good);
            channel.force(true);
        } catch (IOException alsoFailed) {
            failed.addSuppressed(alsoFailed);
        }
    }

    private Map<String, @Nullable Object> line(RetiredRow row) {
        Map<String, @Nullable Object> line = new LinkedHashMap<>();
        line.put("kind", row.kind().wireName());
        line.put("tenant", run.tenant().value());
        line.put("id", row.name().id().toString());
        line.put("version", row.name().version());
        line.putAll(row.content());
        return line;
    }

    /** Gives it its name when its manifest is there. One that could not be written to its end stays as a crash would leave it. */
    void finish() throws IOException {
        channel.close();
        if (broken) {
            return;
        }
        Map<String, Object> manifest = new LinkedHashMap<>();
        manifest.put("format", FORMAT);
        manifest.put("file", String.valueOf(file.getFileName()));
        manifest.put("tenant", run.tenant().value());
        manifest.put("run", run.id().toString());
        manifest.put("at", run.at().toString());
        Map<String, Long> counts = new LinkedHashMap<>();
        rows.forEach((kind, count) -> counts.put(kind.wireName(), count));
        manifest.put("rows", counts);
        manifest.put("bytes", good);
        manifest.put("sha256", HexFormat.of().formatHex(digest.digest()));
        Path note = file.resolveSibling(file.getFileName() + ".manifest.json");
        try (FileChannel to = FileChannel.open(
                Files.createFile(note, forTheOwner(note)), StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            append(
                    to,
                    (JSON.writerWithDefaultPrettyPrinter().writeValueAsString(manifest) + "\n")
                            .getBytes(StandardCharsets.UTF_8));
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        keepName(part.toAbsolutePath().resolveSibling("."));
    }

    /** A file survives a crash by its contents, its name by the folder's. */
    private static void keepName(Path folder) throws IOException {
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
                names.force(true);
            }
        }
    }

    private static void append(FileChannel to, byte[] bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            to.write(buffer);
        }
        to.force(true);
    }

    private static FileAttribute<?>[] forTheOwner(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
