package dev.holdfast.e2e;

import dev.holdfast.http.HttpUnderTest;
import dev.holdfast.http.memory.MemoryApiContract;
import org.junit.jupiter.api.extension.RegisterExtension;

final class MemoryApiOnPostgresTest implements MemoryApiContract {
    @RegisterExtension
    static final HttpOnPostgres SERVER = new HttpOnPostgres();

    @Override
    public HttpUnderTest http() {
        return SERVER.http();
    }
}
