package dev.holdfast.app.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/**
 * {@code postmaster.pid}: PostgreSQL's own note of who runs on a data folder. Left behind when it is killed.
 *
 * @param pid the process id of the postmaster
 * @param port where it listens, 0 as long as it has not written that
 * @param ready whether it accepts connections
 */
record PostmasterFile(long pid, int port, boolean ready) {

    private static final String NAME = "postmaster.pid";
    private static final int PORT_LINE = 3;
    private static final int STATUS_LINE = 7;

    static Optional<PostmasterFile> in(Path data) {
        try {
            return parse(Files.readAllLines(data.resolve(NAME), StandardCharsets.ISO_8859_1));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw EmbeddedPostgresException.files("The file " + data.resolve(NAME) + " cannot be read", e);
        }
    }

    /** It is written line by line while PostgreSQL starts, so any end of it may be missing. */
    static Optional<PostmasterFile> parse(List<String> lines) {
        return number(lines, 0)
                .filter(pid -> pid > 0)
                .map(pid -> new PostmasterFile(
                        pid,
                        Math.toIntExact(number(lines, PORT_LINE).orElse(0L)),
                        lines.size() > STATUS_LINE
                                && lines.get(STATUS_LINE).strip().equals("ready")));
    }

    /**
     * Puts the file out of PostgreSQL's way, which takes any living process with this id for a postmaster. Only for
     * the case that it is certain to be another program. A postmaster that is there after all is noticed
     * nevertheless: by its shared memory, which belongs to the data folder and not to this file.
     */
    static void setAside(Path data) {
        try {
            Files.move(data.resolve(NAME), data.resolve(NAME + ".stale"), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw EmbeddedPostgresException.files("The file " + data.resolve(NAME) + " cannot be moved", e);
        }
    }

    private static Optional<Long> number(List<String> lines, int index) {
        if (lines.size() <= index || !lines.get(index).strip().matches("\\d{1,9}")) {
            return Optional.empty();
        }
        return Optional.of(Long.parseLong(lines.get(index).strip()));
    }
}
