package dev.holdfast.memory.operations;

import dev.holdfast.memory.InMemoryStorage;
import dev.holdfast.ports.operations.StoreHealth;
import dev.holdfast.ports.operations.StoreHealthContract;
import java.time.Clock;

final class InMemoryStoreHealthTest implements StoreHealthContract {
    private final StoreHealth health = new InMemoryStorage(Clock.systemUTC()).health();

    @Override
    public StoreHealth health() {
        return health;
    }
}
