package dev.holdfast.app.doctor;

import dev.holdfast.app.config.HoldfastConfig;
import dev.holdfast.app.config.Sizes;
import dev.holdfast.app.config.StorageKind;
import dev.holdfast.app.secrets.MasterSecret;
import dev.holdfast.app.storage.EmbeddedData;
import dev.holdfast.ports.operations.Finding;
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

    static Finding java(int feature) {
        if (feature < JAVA_MINIMUM) {
            return Finding.failed(
                    "java",
                    "Java " + feature + " is too old",
                    "Install Java " + JAVA_PREFERRED + " and set JAVA_HOME.");
        }
        return Finding.ok("java", "Java " + feature);
    }

    Finding homeFolder() {
        Path existing = existingPart(home);
        if (!Files.isDirectory(existing)) {
            return Finding.failed("home", existing + " is not a folder", "Name another one with HOLDFAST_HOME.");
        }
        if (!Files.isWritable(existing)) {
            return Finding.failed(
                    "home", existing + " is not writable for this user", "Let this user own it, or set HOLDFAST_HOME.");
        }
        return Finding.ok("home", home + (existing.equals(home) ? "" : " (made at the first start)"));
    }

    Finding disk() {
        try {
            long free = Files.getFileStore(existingPart(home)).getUsableSpace();
            String finding = Sizes.format(free / MIB * MIB) + " free at " + home;
            if (free < TOO_LITTLE) {
                return Finding.failed("home_disk", finding, "Make room: a full disk stops every write.");
            }
            return free < SCARCE
                    ? Finding.warning("home_disk", finding, "Make room soon.")
                    : Finding.ok("home_disk", finding);
        } catch (IOException unreadable) {
            return Finding.warning(
                    "home_disk", "cannot be measured (" + unreadable + ")", "Look at it yourself: df -h");
        }
    }

    Finding secret() {
        if (config.general().secret().isPresent()) {
            return Finding.ok("secret", "set by the configuration");
        }
        if (config.storage().kind() == StorageKind.MEMORY) {
            return Finding.ok("secret", "made up at each start, like the data");
        }
        Path file = MasterSecret.fileIn(home);
        if (!Files.exists(file)) {
            return EmbeddedData.existsIn(home)
                    ? Finding.failed(
                            "secret",
                            file + " is gone, though there is a database",
                            "Restore it from your copy: without it no API key of this database works.")
                    : Finding.ok("secret", file + " (made at the first start)");
        }
        if (!Files.isReadable(file)) {
            return Finding.failed("secret", file + " is not readable for this user", "Let this user own it.");
        }
        return othersMayRead(file)
                ? Finding.failed("secret", file + " is readable for others", "chmod 600 " + file)
                : Finding.ok("secret", file.toString());
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
