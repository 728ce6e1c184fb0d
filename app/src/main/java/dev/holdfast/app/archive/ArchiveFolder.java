package dev.holdfast.app.archive;

import dev.holdfast.domain.operations.RetiredRow;
import dev.holdfast.domain.shared.StoreFault;
import dev.holdfast.ports.operations.RetentionArchive;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Archives in a folder, one below it for each tenant: lines of JSON, compressed, and beside them a manifest with counts and a hash. A run
 * that removes nothing leaves no file.
 */
public final class ArchiveFolder implements RetentionArchive {
    private final Path folder;
    private final Map<Run, ArchiveFile> open = new ConcurrentHashMap<>();

    public ArchiveFolder(Path folder) {
        this.folder = folder;
    }

    @Override
    public void write(Run run, List<RetiredRow> rows) {
        try {
            open.computeIfAbsent(run, begun -> ArchiveFile.in(folder, begun)).write(rows);
        } catch (IOException | UncheckedIOException failed) {
            throw unwritable(failed);
        }
    }

    @Override
    public void finish(Run run) {
        ArchiveFile file = open.remove(run);
        if (file != null) {
            try {
                file.finish();
            } catch (IOException failed) {
                throw unwritable(failed);
            }
        }
    }

    private StoreFault unwritable(Exception failed) {
        return new StoreFault(new IOException("the archive in " + folder + " cannot be written: " + failed, failed));
    }
}
