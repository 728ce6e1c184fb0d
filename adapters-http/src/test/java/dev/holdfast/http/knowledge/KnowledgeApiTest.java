package dev.holdfast.http.knowledge;

import dev.holdfast.http.HttpUnderTest;
import dev.holdfast.http.OnMemory;

final class KnowledgeApiTest extends OnMemory implements KnowledgeApiContract {
    @Override
    public HttpUnderTest http() {
        return server();
    }
}
