package dev.holdfast.http.audit;

import dev.holdfast.http.HttpUnderTest;
import dev.holdfast.http.OnMemory;

final class AuditApiTest extends OnMemory implements AuditApiContract {
    @Override
    public HttpUnderTest http() {
        return server();
    }
}
