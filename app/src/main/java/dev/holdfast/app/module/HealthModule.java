package dev.holdfast.app.module;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import dev.holdfast.app.config.HoldfastConfig;
import dev.holdfast.app.storage.Storage;
import dev.holdfast.domain.operations.JobRepository;
import dev.holdfast.domain.operations.Timetable;
import dev.holdfast.ports.operations.HealthService;
import dev.holdfast.ports.operations.JobFindings;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/** How the store is: one watcher, whoever asks. */
final class HealthModule extends AbstractModule {
    @Provides
    @Singleton
    HealthService healthService(Storage storage, HoldfastConfig config, JobRepository jobs, Clock clock) {
        Map<String, Timetable> timetables = new HashMap<>();
        config.retention().at().ifPresent(at -> timetables.put(HoldfastConfig.RETENTION_JOB, at));
        config.backup().timetable().ifPresent(at -> timetables.put(HoldfastConfig.BACKUP_JOB, at));
        return new HealthService(
                storage.health(),
                new JobFindings(jobs, timetables, clock),
                config.health().interval(),
                config.health().poolInterval(),
                clock);
    }
}
