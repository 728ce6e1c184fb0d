package dev.holdfast.http;

final class IsolationTest extends OnMemory implements IsolationContract {
    @Override
    public HttpUnderTest http() {
        return server();
    }
}
