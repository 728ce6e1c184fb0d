package dev.holdfast.postgres.operations;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Backups that are made again and again, of which the last ones are kept. An old one goes only after a new one was read back and is whole;
 * files of any other name, or made with another secret, are left alone.
 */
public final class BackupFolder {
    private static final Logger LOG = LoggerFactory.getLogger(BackupFolder.class);
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final Pattern OWN = Pattern.compile("holdfast-\\d{8}T\\d{6}Z\\.zip");
    private static final Pattern LEFT_BEHIND = Pattern.compile("holdfast-\\d{8}T\\d{6}Z\\.zip\\.(\\d+\\.)?part");
    private static final Duration ABANDONED = Duration.ofDays(1);

    private final Path folder;
    private final AdminConnection admin;
    private final byte[] key;
    private final int keep;

    /** @param keep how many stay, at least 1 */
    public BackupFolder(Path folder, AdminConnection admin, byte[] key, int keep) {
        this.folder = folder;
        this.admin = admin;
        this.key = key.clone();
        this.keep = Math.max(1, keep);
    }

    /**
     * Makes the backup of that time, unless it is there and whole, and lets the oldest go.
     *
     * @param database what it is a copy of, for people
     * @throws BackupException when it cannot be made, or is not whole, or another installation's backup is in its place; nothing goes
     *     then
     */
    public Path make(Instant at, String database, Consumer<String> progress) {
        Path file = folder.resolve("holdfast-" + STAMP.format(at) + ".zip");
        try {
            Files.createDirectories(folder);
            if (!isWhole(file)) {
                new Backup(admin, key).to(file, database, progress);
                Restore.of(file, key);
            }
            rotate(file, at);
            return file;
        } catch (IOException unusable) {
            throw new BackupException(
                    folder + " cannot be used: " + unusable,
                    "Make it writable for the server, or name another by HOLDFAST_BACKUP_DIRECTORY.",
                    unusable);
        }
    }

    /** One of that name that is not whole is put aside, for somebody to look at. */
    private boolean isWhole(Path file) throws IOException {
        if (!Files.exists(file)) {
            return false;
        }
        try {
            Restore.of(file, key);
            return true;
        } catch (BackupException damaged) {
            if (BackupSeal.isWhole(file)) {
                throw new BackupException(
                        file + " is whole, but was made with another secret",
                        "Give each installation a folder of its own (HOLDFAST_BACKUP_DIRECTORY). Whoever changed the secret moves"
                                + " the old backups elsewhere, and keeps the old secret with them.",
                        damaged);
            }
            LOG.warn("{}: {}; it is kept as .damaged", file, damaged.getMessage());
            Files.move(file, file.resolveSibling(file.getFileName() + ".damaged"), StandardCopyOption.REPLACE_EXISTING);
            return false;
        }
    }

    /** What seems to be newer was made by a clock that is not this one's, or before this database was: it stays, and counts for nothing. */
    private void rotate(Path made, Instant at) throws IOException {
        List<Path> olderToo = named(OWN).stream()
                .filter(file -> file.toString().compareTo(made.toString()) <= 0)
                .toList();
        List<Path> own = new ArrayList<>();
        for (Path file : olderToo) {
            if (BackupSeal.isMadeWith(file, key)) {
                own.add(file);
            }
        }
        for (Path old : own.stream().skip(keep).toList()) {
            Files.delete(old);
            LOG.info("{} was let go: {} newer backups are kept", old, keep);
        }
        // Of a server that was killed. Another one may be at work on a younger one.
        for (Path part : named(LEFT_BEHIND)) {
            if (Files.getLastModifiedTime(part).toInstant().isBefore(at.minus(ABANDONED))) {
                Files.deleteIfExists(part);
            }
        }
    }

    /** The newest first. */
    private List<Path> named(Pattern pattern) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file ->
                            pattern.matcher(String.valueOf(file.getFileName())).matches())
                    .sorted(Comparator.comparing(Path::toString).reversed())
                    .toList();
        }
    }
}
