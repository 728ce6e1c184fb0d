package dev.holdfast.memory.operations;

import dev.holdfast.memory.InMemoryStorage;
import dev.holdfast.ports.operations.HealthServiceContract;
import dev.holdfast.ports.operations.StoreHealth;
import java.time.Clock;

final class InMemoryHealthServiceTest implements HealthServiceContract {
    private final StoreHealth health = new InMemoryStorage(Clock.systemUTC()).health();

    @Override
    public StoreHealth health() {
        return health;
    }
}
