package dev.holdfast.http.memory;

import dev.holdfast.http.HttpUnderTest;
import dev.holdfast.http.OnMemory;

final class MemoryApiTest extends OnMemory implements MemoryApiContract {
    @Override
    public HttpUnderTest http() {
        return server();
    }
}
