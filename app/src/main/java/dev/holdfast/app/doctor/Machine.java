package dev.holdfast.app.doctor;

import dev.holdfast.app.config.HoldfastConfig;
import dev.holdfast.app.config.Sizes;
import dev.holdfast.app.config.StorageKind;
import dev.holdfast.app.secrets.MasterSecret;
import dev.holdfast.app.storage.EmbeddedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Java, the home folder, the disk and the master secret. */
final class Machine {
    private static final int JAVA_MINIMUM = 21;
    private static final int JAVA_PREFERRED = 25;
    private static final long MIB = 1024L * 1024;
    private static final long SCARCE = 1024 * MIB;
    private static final long TOO_LITTLE = 100 * MIB;
    private static final Set<PosixFilePermission> OWNER =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private final HoldfastConfig config;
    private final Path home;

    Machine(HoldfastConfig config) {
        this.config = config;
        this.home = config.general().home();
    }

    static Check java(int feature) {
        if (feature < JAVA_MINIMUM) {
            return Check.failed(
                    "java",
                    "Java " + feature + " is too old",
                    "Install Java " + JAVA_PREFERRED + " and set JAVA_HOME.");
        }
        return Check.ok("java", "Java " + feature);
    }

    Check homeFolder() {
        Path existing = existingPart(home);
        if (!Files.isDirectory(existing)) {
            return Check.failed("home", existing + " is not a folder", "Name another one with HOLDFAST_HOME.");
        }
        if (!Files.isWritable(existing)) {
            return Check.failed(
                    "home", existing + " is not writable for this user", "Let this user own it, or set HOLDFAST_HOME.");
        }
        return Check.ok("home", home + (existing.equals(home) ? "" : " (made at the first start)"));
    }

    Check disk() {
        try {
            long free = Files.getFileStore(existingPart(home)).getUsableSpace();
            String finding = Sizes.format(free / MIB * MIB) + " free at " + home;
            if (free < TOO_LITTLE) {
                return Check.failed("disk", finding, "Make room: a full disk stops every write.");
            }
            return free < SCARCE ? Check.warning("disk", finding, "Make room soon.") : Check.ok("disk", finding);
        } catch (IOException unreadable) {
            return Check.warning("disk", "cannot be measured (" + unreadable + ")", "Look at it yourself: df -h");
        }
    }

    Check secret() {
        if (config.general().secret().isPresent()) {
            return Check.ok("secret", "set by the configuration");
        }
        if (config.storage().kind() == StorageKind.MEMORY) {
            return Check.ok("secret", "made up at each start, like the data");
        }
        Path file = MasterSecret.fileIn(home);
        if (!Files.exists(file)) {
            return EmbeddedData.existsIn(home)
                    ? Check.failed(
                            "secret",
                            file + " is gone, though there is a database",
                            "Restore it from your copy: without it no API key of this database works.")
                    : Check.ok("secret", file + " (made at the first start)");
        }
        if (!Files.isReadable(file)) {
            return Check.failed("secret", file + " is not readable for this user", "Let this user own it.");
        }
        return othersMayRead(file)
                ? Check.failed("secret", file + " is readable for others", "chmod 600 " + file)
                : Check.ok("secret", file.toString());
    }

    private static boolean othersMayRead(Path file) {
        try {
            return !OWNER.containsAll(Files.getPosixFilePermissions(file));
        } catch (IOException | UnsupportedOperationException noSuchPermissions) {
            return false;
        }
    }

    private static Path existingPart(Path path) {
        Path part = path.toAbsolutePath();
        while (!Files.exists(part)) {
            part = Optional.ofNullable(part.getParent()).orElseThrow();
        }
        return part;
    }
}
