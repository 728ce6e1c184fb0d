package dev.holdfast.e2e;

import dev.holdfast.http.HttpUnderTest;
import dev.holdfast.http.identity.KeyApiContract;
import org.junit.jupiter.api.extension.RegisterExtension;

final class KeyApiOnPostgresTest implements KeyApiContract {
    @RegisterExtension
    static final HttpOnPostgres SERVER = new HttpOnPostgres();

    @Override
    public HttpUnderTest http() {
        return SERVER.http();
    }
}
