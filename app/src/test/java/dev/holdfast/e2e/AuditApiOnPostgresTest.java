package dev.holdfast.e2e;

import dev.holdfast.http.HttpUnderTest;
import dev.holdfast.http.audit.AuditApiContract;
import org.junit.jupiter.api.extension.RegisterExtension;

final class AuditApiOnPostgresTest implements AuditApiContract {
    @RegisterExtension
    static final HttpOnPostgres SERVER = new HttpOnPostgres();

    @Override
    public HttpUnderTest http() {
        return SERVER.http();
    }
}
