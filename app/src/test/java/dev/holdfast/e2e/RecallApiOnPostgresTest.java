package dev.holdfast.e2e;

import dev.holdfast.http.HttpUnderTest;
import dev.holdfast.http.recall.RecallApiContract;
import org.junit.jupiter.api.extension.RegisterExtension;

final class RecallApiOnPostgresTest implements RecallApiContract {
    @RegisterExtension
    static final HttpOnPostgres SERVER = new HttpOnPostgres();

    @Override
    public HttpUnderTest http() {
        return SERVER.http();
    }
}
