package dev.holdfast.e2e;

import dev.holdfast.http.EveryEndpointContract;
import dev.holdfast.http.HttpUnderTest;
import org.junit.jupiter.api.extension.RegisterExtension;

final class EveryEndpointOnPostgresTest implements EveryEndpointContract {
    @RegisterExtension
    static final HttpOnPostgres SERVER = new HttpOnPostgres();

    @Override
    public HttpUnderTest http() {
        return SERVER.http();
    }
}
