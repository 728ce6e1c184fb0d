package dev.holdfast.app.config;

import dev.holdfast.domain.operations.Timetable;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Letting go what tenants do not want to keep.
 *
 * @param at when; empty waits for somebody to say so
 * @param archive the folder where it is kept; empty keeps nothing
 */
public record RetentionConfig(Optional<Timetable> at, Optional<Path> archive) {
    static final Setting<Optional<Timetable>> AT = Setting.of(
            "retention.at",
            "HOLDFAST_RETENTION_AT",
            Form.timetable(),
            "04:30",
            "When servers let go what tenants do not want to keep, by their policies. Without a policy nothing goes.");

    static final Setting<Path> ARCHIVE = Setting.of(
            "retention.archive",
            "HOLDFAST_RETENTION_ARCHIVE",
            Form.path(),
            new Default.Absent("what goes is not kept"),
            "The folder where what goes by a retention policy is kept: lines of JSON, compressed, with a manifest, a folder for each"
                    + " tenant. Nothing goes that could not be written there. On every server that lets something go.");

    static final Section SECTION = new Section("Retention", List.of(AT, ARCHIVE));

    static RetentionConfig of(Values values) {
        return new RetentionConfig(values.get(AT), values.find(ARCHIVE));
    }
}
