package dev.holdfast.app.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.domain.operations.RetentionKind;
import dev.holdfast.domain.operations.RetiredRow;
import dev.holdfast.domain.shared.StoreFault;
import dev.holdfast.domain.shared.TenantId;
import dev.holdfast.ports.operations.RetentionArchive;
import dev.holdfast.ports.operations.RetentionArchive.Run;
import dev.holdfast.ports.operations.RetentionArchiveContract;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class ArchiveFolderTest implements RetentionArchiveContract {
    @TempDir
    private Path folder;

    private RetentionArchive archive;

    @BeforeEach
    void open() {
        archive = new ArchiveFolder(folder);
    }

    @Override
    public RetentionArchive archive() {
        return archive;
    }

    @Override
    public List<String> kept(Run run) {
        return files(run)
                .filter(file -> !file.toString().endsWith(".json"))
                .flatMap(ArchiveFolderTest::lines)
                .toList();
    }

    @Override
    public boolean isWhole(Run run) {
        return files(run)
                .filter(file -> file.toString().endsWith(".manifest.json"))
                .anyMatch(note -> proves(note, run));
    }

    private static boolean proves(Path note, Run run) {
        try {
            JsonNode manifest = JsonMapper.shared().readTree(Files.readAllBytes(note));
            byte[] file =
                    Files.readAllBytes(note.resolveSibling(manifest.at("/file").asString()));
            String digest = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(file));
            return manifest.at("/sha256").asString().equals(digest)
                    && manifest.at("/bytes").asLong() == file.length
                    && manifest.at("/run").asString().equals(run.id().toString());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private Stream<Path> files(Run run) {
        Path own = folder.resolve(run.tenant().value());
        if (!Files.isDirectory(own)) {
            return Stream.empty();
        }
        try (Stream<Path> all = Files.list(own)) {
            return all.filter(file -> file.toString().contains(run.id().toString())).toList().stream();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static Stream<String> lines(Path file) {
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            return lines
                    .lines()
                    .map(line ->
                            JsonMapper.shared().readTree(line).at("/content").asString())
                    .toList()
                    .stream();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Test
    void aFolderThatCannotBeWrittenShouldBeAFault() throws IOException {
        Path file = Files.createFile(folder.resolve("a-file"));
        Run run = new Run(new UUID(0, 1), new TenantId("acme"), Instant.EPOCH);
        RetiredRow row = new RetiredRow(RetentionKind.RECALLS, RetiredRow.Name.START, Map.of());

        assertThatThrownBy(() -> new ArchiveFolder(file).write(run, List.of(row)))
                .isInstanceOf(StoreFault.class)
                .hasRootCauseInstanceOf(IOException.class);
        assertThat(Files.size(file)).isZero();
    }

    @Test
    void whatCouldNotBeWrittenToItsEndShouldNotLookWhole() {
        Run run = new Run(new UUID(0, 2), new TenantId("acme"), Instant.EPOCH);
        archive.write(run, List.of(row("first")));
        // A channel fails, and is closed, under a thread that was interrupted.
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> archive.write(run, List.of(row("second")))).isInstanceOf(StoreFault.class);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThatThrownBy(() -> archive.write(run, List.of(row("third")))).isInstanceOf(StoreFault.class);

        archive.finish(run);

        assertThat(kept(run)).containsExactly("first");
        assertThat(files(run)).singleElement().asString().endsWith(".part");
        assertThat(isWhole(run)).isFalse();
    }

    private static RetiredRow row(String content) {
        return new RetiredRow(RetentionKind.RECALLS, RetiredRow.Name.START, Map.of("content", content));
    }
}
