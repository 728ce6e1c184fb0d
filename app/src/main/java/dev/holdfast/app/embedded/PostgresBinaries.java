package dev.holdfast.app.embedded;

import dev.holdfast.app.embedded.EmbeddedPostgresException.Problem;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.jar.JarFile;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * The PostgreSQL archive on the class path, and its unpacked form in the home folder.
 *
 * @param archive where it is
 * @param id differs when the content differs
 */
record PostgresBinaries(URL archive, String id) {

    private static final String PREFIX = "bin-";
    private static final String UNFINISHED = "unpacking-";

    static PostgresBinaries onClassPath(Platform platform) {
        URL archive = PostgresBinaries.class.getClassLoader().getResource(platform.archive());
        if (archive == null) {
            throw Platform.unsupported(platform.archive() + " is not part of this distribution");
        }
        try {
            return new PostgresBinaries(archive, idOf(archive));
        } catch (IOException e) {
            throw EmbeddedPostgresException.files("The archive " + archive + " cannot be read", e);
        }
    }

    /** Where these binaries are or will be. */
    Path folder(HomeFolder home) {
        return home.version().resolve(PREFIX + id);
    }

    /** Unpacks unless that is done already. To be called under the start lock. */
    Path unpack(HomeFolder home, Platform platform, Consumer<String> progress) {
        Path folder = folder(home);
        if (Files.isDirectory(folder)) {
            return folder;
        }
        progress.accept("unpacking PostgreSQL " + HomeFolder.MAJOR + " (first start only) ...");
        home.siblings(UNFINISHED).forEach(HomeFolder::deleteTree);
        Path unfinished = home.version().resolve(UNFINISHED + id);
        try {
            extract(unfinished);
            requireMajor(Programs.in(unfinished, platform, home.version()), home);
            HomeFolder.publish(unfinished, folder);
            return folder;
        } catch (IOException e) {
            throw EmbeddedPostgresException.files("PostgreSQL cannot be unpacked into " + home.version(), e);
        }
    }

    /** Removes the binaries of earlier releases. To be called when no server runs from them. */
    void removeOthers(HomeFolder home) {
        for (Path other : home.siblings(PREFIX)) {
            if (!other.equals(folder(home))) {
                HomeFolder.deleteTree(other);
            }
        }
    }

    private void extract(Path target) throws IOException {
        Files.createDirectories(target);
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(open(archive))))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                extract(tar, entry, target);
            }
        }
    }

    private static void extract(InputStream content, TarArchiveEntry entry, Path target) throws IOException {
        Path file = inside(target, target.resolve(entry.getName()), entry);
        if (entry.isDirectory()) {
            Files.createDirectories(file);
            return;
        }
        Files.createDirectories(inside(target, file.resolve(".."), entry));
        if (entry.isSymbolicLink()) {
            inside(target, file.resolveSibling(entry.getLinkName()), entry);
            Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
        } else if (entry.isLink()) {
            Files.createLink(file, inside(target, target.resolve(entry.getLinkName()), entry));
        } else if (entry.isFile()) {
            write(content, file);
            if ((entry.getMode() & 0b001_000_000) != 0) {
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
            }
        } else {
            throw new IOException("unexpected kind of entry: " + entry.getName());
        }
    }

    /** On disk before the folder gets its name: half a binary after a power failure would never be noticed. */
    private static void write(InputStream content, Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                OutputStream out = Channels.newOutputStream(channel)) {
            content.transferTo(out);
            channel.force(false);
        }
    }

    private static Path inside(Path target, Path path, TarArchiveEntry entry) throws IOException {
        Path normal = path.normalize();
        if (!normal.startsWith(target)) {
            throw new IOException("entry leads out of the folder: " + entry.getName());
        }
        return normal;
    }

    private static InputStream open(URL url) throws IOException {
        URLConnection connection = url.openConnection();
        connection.setUseCaches(false);
        return connection.getInputStream();
    }

    /** The checksum in the jar's directory: reading the archive itself would cost each start a tenth of a second. */
    private static String idOf(URL archive) throws IOException {
        URLConnection connection = archive.openConnection();
        if (connection instanceof JarURLConnection jar) {
            jar.setUseCaches(false);
            try (JarFile file = jar.getJarFile()) {
                ZipEntry entry = file.getEntry(jar.getEntryName());
                if (entry != null && entry.getCrc() != -1) {
                    return Long.toHexString(entry.getCrc());
                }
            }
        }
        CRC32 checksum = new CRC32();
        try (InputStream in = new CheckedInputStream(open(archive), checksum)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return Long.toHexString(checksum.getValue());
    }

    /** Fails when the archive is of another major version than the data folder's name says. */
    private static void requireMajor(Programs programs, HomeFolder home) {
        Path output = home.version().resolve("version.log");
        try {
            int exit = programs.run(List.of(programs.path("postgres"), "--version"), output, Duration.ofSeconds(20));
            String said = Files.readString(output).strip();
            if (exit != 0 || !said.startsWith("postgres (PostgreSQL) " + HomeFolder.MAJOR + ".")) {
                throw new EmbeddedPostgresException(
                        Problem.START_FAILED,
                        "The bundled PostgreSQL does not run here as version " + HomeFolder.MAJOR + "; it says: "
                                + said,
                        Platform.BRING_YOUR_OWN);
            }
            Files.delete(output);
        } catch (IOException e) {
            throw EmbeddedPostgresException.files("The file " + output + " cannot be read", e);
        }
    }
}
