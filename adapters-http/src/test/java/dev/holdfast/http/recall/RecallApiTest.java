package dev.holdfast.http.recall;

import dev.holdfast.http.HttpUnderTest;
import dev.holdfast.http.OnMemory;

final class RecallApiTest extends OnMemory implements RecallApiContract {
    @Override
    public HttpUnderTest http() {
        return server();
    }
}
