package dev.holdfast.app.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.HexFormat;

/**
 * The password of the database's superuser: 256 random bits, in a file that only its owner can read.
 *
 * @param value lower-case hexadecimal, so it needs no quoting anywhere
 */
record SuperuserPassword(String value) {

    static final String USER = "postgres";

    /** The password in the file, or a new one that is safely in the file when this returns. */
    static SuperuserPassword readOrCreate(Path file) {
        try {
            if (Files.exists(file)) {
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
                String value = Files.readString(file, StandardCharsets.US_ASCII).strip();
                if (value.matches("[0-9a-f]{32,}")) {
                    return new SuperuserPassword(value);
                }
            }
            return create(file);
        } catch (IOException e) {
            throw EmbeddedPostgresException.files("The password file " + file + " cannot be read or written", e);
        }
    }

    private static SuperuserPassword create(Path file) throws IOException {
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        String value = HexFormat.of().formatHex(random);
        Path unfinished = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(unfinished);
        try (FileChannel channel = FileChannel.open(
                unfinished,
                EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            channel.write(ByteBuffer.wrap((value + "\n").getBytes(StandardCharsets.US_ASCII)));
            channel.force(true);
        }
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return new SuperuserPassword(value);
    }

    @Override
    public String toString() {
        return "SuperuserPassword[***]";
    }
}
