package dev.holdfast.app.config;

import dev.holdfast.domain.operations.Timetable;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Backups that servers make by themselves.
 *
 * @param directory where; empty makes none
 * @param at when; empty makes none
 * @param keep how many stay
 */
public record BackupConfig(Optional<Path> directory, Optional<Timetable> at, int keep) {
    static final Setting<Path> DIRECTORY = Setting.of(
            "backup.directory",
            "HOLDFAST_BACKUP_DIRECTORY",
            Form.path(),
            new Default.Absent("no backup is made by itself"),
            "The folder where the server makes backups by itself, as `holdfast backup` does; each is read back and checked. One server of"
                    + " all makes each backup: give them a folder that they share, or set it on one of them. Another disk than the"
                    + " database's survives that disk.");

    static final Setting<Optional<Timetable>> AT = Setting.of(
            "backup.at",
            "HOLDFAST_BACKUP_AT",
            Form.timetable(),
            "03:30",
            "When backups are made, once there is a folder for them.");

    static final Setting<Integer> KEEP = Setting.of(
            "backup.keep",
            "HOLDFAST_BACKUP_KEEP",
            Form.integer(1, 10_000),
            "7",
            "How many of the backups in that folder are kept, the newest. An older one goes only when a newer one is whole.");

    static final Section SECTION = new Section("Backup", List.of(DIRECTORY, AT, KEEP));

    static BackupConfig of(Values values) {
        return new BackupConfig(values.find(DIRECTORY), values.get(AT), values.get(KEEP));
    }

    /** When backups are made; empty when none is. */
    public Optional<Timetable> timetable() {
        return directory.flatMap(folder -> at);
    }
}
