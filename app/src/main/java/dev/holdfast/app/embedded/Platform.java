package dev.holdfast.app.embedded;

import dev.holdfast.app.embedded.EmbeddedPostgresException.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** What the machine is, as far as it decides which binaries run and how they are started. */
record Platform(String system, String processor, boolean musl) {

    static final String BRING_YOUR_OWN = "Use a PostgreSQL of your own: set DATABASE_URL.";

    static Platform current() {
        return of(
                System.getProperty("os.name", ""),
                System.getProperty("os.arch", ""),
                Files.exists(Path.of("/etc/alpine-release")));
    }

    static Platform of(String osName, String osArch, boolean musl) {
        String name = osName.toLowerCase(Locale.ROOT);
        String system;
        if (name.startsWith("linux")) {
            system = "linux";
        } else if (name.startsWith("mac")) {
            system = "darwin";
        } else {
            throw unsupported("no PostgreSQL is bundled for " + osName);
        }
        String processor = switch (osArch.toLowerCase(Locale.ROOT)) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64", "arm64" -> "arm_64";
            default -> throw unsupported("no PostgreSQL is bundled for the processor " + osArch);
        };
        return new Platform(system, processor, musl);
    }

    boolean isLinux() {
        return system.equals("linux");
    }

    /** The name of the archive on the class path. */
    String archive() {
        return "postgres-" + system + "-" + processor + (musl ? "-alpine_linux" : "") + ".txz";
    }

    /** Whether this process runs as root, as PostgreSQL sees it. */
    boolean isRoot() {
        if (!isLinux()) {
            return System.getProperty("user.name", "").equals("root");
        }
        try {
            return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return System.getProperty("user.name", "").equals("root");
        }
    }

    /** {@code setsid}, where there is one: it keeps a Ctrl-C in the terminal from reaching PostgreSQL before us. */
    static Optional<Path> setsid() {
        for (String folder : new String[] {"/usr/bin", "/bin", "/usr/local/bin"}) {
            Path program = Path.of(folder, "setsid");
            if (Files.isExecutable(program)) {
                return Optional.of(program);
            }
        }
        return Optional.empty();
    }

    static EmbeddedPostgresException unsupported(String why) {
        return new EmbeddedPostgresException(
                Problem.UNSUPPORTED_PLATFORM, "The embedded PostgreSQL cannot run here: " + why + ".", BRING_YOUR_OWN);
    }
}
