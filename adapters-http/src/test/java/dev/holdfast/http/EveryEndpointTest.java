package dev.holdfast.http;

/** Every endpoint on storage in memory. */
final class EveryEndpointTest extends OnMemory implements EveryEndpointContract {
    @Override
    public HttpUnderTest http() {
        return server();
    }
}
