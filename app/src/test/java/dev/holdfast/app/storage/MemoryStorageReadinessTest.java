package dev.holdfast.app.storage;

import dev.holdfast.ports.operations.Readiness;
import dev.holdfast.ports.operations.ReadinessContract;
import java.time.Clock;

final class MemoryStorageReadinessTest implements ReadinessContract {
    @Override
    public Readiness readiness() {
        return new MemoryStorage(Clock.systemUTC()).readiness();
    }
}
