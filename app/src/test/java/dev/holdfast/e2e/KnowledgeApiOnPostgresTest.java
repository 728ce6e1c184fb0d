package dev.holdfast.e2e;

import dev.holdfast.http.HttpUnderTest;
import dev.holdfast.http.knowledge.KnowledgeApiContract;
import org.junit.jupiter.api.extension.RegisterExtension;

final class KnowledgeApiOnPostgresTest implements KnowledgeApiContract {
    @RegisterExtension
    static final HttpOnPostgres SERVER = new HttpOnPostgres();

    @Override
    public HttpUnderTest http() {
        return SERVER.http();
    }
}
