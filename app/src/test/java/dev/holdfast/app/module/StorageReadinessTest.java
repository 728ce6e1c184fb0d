package dev.holdfast.app.module;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.app.storage.MemoryStorage;
import dev.holdfast.ports.operations.Readiness;
import dev.holdfast.ports.operations.Readiness.Check;
import dev.holdfast.ports.operations.ReadinessContract;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;

final class StorageReadinessTest implements ReadinessContract {
    @Override
    public Readiness readiness() {
        return new StorageReadiness(new MemoryStorage(Clock.systemUTC())::ailments);
    }

    @Test
    void everyAilmentShouldBeNamed() {
        assertThat(new StorageReadiness(() -> List.of("no answer", "an old schema")).check())
                .containsExactly(new Check("storage", false, "no answer; an old schema"));
    }
}
