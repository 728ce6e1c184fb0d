package dev.holdfast.app.secrets;

import dev.holdfast.app.storage.EmbeddedData;
import dev.holdfast.domain.shared.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Set;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The one secret an operator has to keep: every key the server works with is derived from it, so that each use has a key of its
 * own and none tells anything of another.
 */
public final class MasterSecret {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int BYTES = 32;

    /** What a key is for. The text is part of the derivation: never change one. */
    public enum Purpose {
        API_KEYS("api-key"),
        AUDIT("audit"),
        CURSORS("cursor"),
        BACKUPS("backup");

        private final String text;

        Purpose(String text) {
            this.text = text;
        }
    }

    private final Secret secret;

    /** @param secret at least 32 characters */
    public MasterSecret(Secret secret) {
        if (secret.reveal().length() < BYTES) {
            throw new IllegalArgumentException("the master secret has at least " + BYTES + " characters");
        }
        this.secret = secret;
    }

    /** A secret for data that does not outlive this process. */
    public static MasterSecret passing(RandomGenerator random) {
        return new MasterSecret(generate(random));
    }

    /** Where a generated secret lies. */
    public static Path fileIn(Path home) {
        return home.resolve("secrets").resolve("master");
    }

    /**
     * The secret of a home folder, which is made at the first use. Processes that come at the same time get the same one.
     *
     * @throws SecretUnusableException when it cannot be read or written, or is gone while the data it protects is there
     */
    public static MasterSecret inHome(Path home, RandomGenerator random) {
        Path file = fileIn(home);
        try {
            if (!Files.exists(file)) {
                requireNoDataWithout(home, file);
                create(file, random);
            }
            return new MasterSecret(new Secret(Files.readString(file).strip()));
        } catch (IOException | UncheckedIOException unreadable) {
            throw new SecretUnusableException(
                    "the master secret " + file + " cannot be read or written (" + unreadable + ")",
                    "Let this user own " + home + ", or set HOLDFAST_SECRET.",
                    unreadable);
        } catch (IllegalArgumentException cutShort) {
            throw new SecretUnusableException(
                    "the master secret " + file + " is damaged: it is shorter than " + BYTES + " characters",
                    "Restore it from your copy. Without it no API key of this database works.",
                    cutShort);
        }
    }

    /** 32 bytes that nobody can guess who does not know the secret, and that do not tell it. */
    public byte[] keyFor(Purpose purpose) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.reveal().getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return mac.doFinal(("holdfast/" + purpose.text).getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, missing);
        }
    }

    private static Secret generate(RandomGenerator random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new Secret(HexFormat.of().formatHex(bytes));
    }

    /** A new secret beside old data would silently turn every key away and break the audit chain. */
    private static void requireNoDataWithout(Path home, Path file) {
        if (EmbeddedData.existsIn(home)) {
            throw new SecretUnusableException(
                    "there is a database in " + home + ", but its master secret " + file + " is gone",
                    "Restore that file from your copy, or name the secret with HOLDFAST_SECRET. Without it no API key of"
                            + " this database works.",
                    null);
        }
    }

    /** All or nothing, and never over a secret that is there already. */
    private static void create(Path file, RandomGenerator random) throws IOException {
        Path folder = file.resolveSibling("");
        Files.createDirectories(folder, ownerOnly("rwx------", folder));
        String text = generate(random).reveal() + "\n";
        Path draft = Files.createTempFile(folder, ".master", "", ownerOnly("rw-------", folder));
        try {
            try (FileChannel out = FileChannel.open(draft, StandardOpenOption.WRITE)) {
                out.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
                out.force(true);
            }
            publish(draft, file);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private static void publish(Path draft, Path file) throws IOException {
        try {
            Files.createLink(file, draft);
        } catch (FileAlreadyExistsException otherWasFaster) {
            return;
        } catch (UnsupportedOperationException noLinks) {
            Files.move(draft, file);
        }
        try (FileChannel folder = FileChannel.open(file.resolveSibling(""), StandardOpenOption.READ)) {
            folder.force(true);
        }
    }

    private static FileAttribute<?>[] ownerOnly(String permissions, Path folder) {
        boolean posix =
                Set.copyOf(folder.getFileSystem().supportedFileAttributeViews()).contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    @Override
    public String toString() {
        return "[redacted]";
    }
}
