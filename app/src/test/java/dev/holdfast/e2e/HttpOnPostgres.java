package dev.holdfast.e2e;

import dev.holdfast.http.HttpUnderTest;
import dev.holdfast.postgres.PostgresUnderTest;
import dev.holdfast.postgres.operations.AdminConnection;
import dev.holdfast.postgres.operations.Bootstrap;
import dev.holdfast.postgres.operations.Migrations;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The HTTP server of the contracts over a PostgreSQL of its own, for one test class. */
final class HttpOnPostgres implements BeforeAllCallback, AfterAllCallback {
    private final Nodes nodes = Nodes.perClass();
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private HttpUnderTest http;

    @Override
    public void beforeAll(ExtensionContext context) {
        nodes.beforeAll(context);
        AdminConnection admin = nodes.database().admin();
        new Bootstrap(admin).run();
        new Migrations(admin).migrate();
        PostgresUnderTest storage = new PostgresUnderTest(admin);
        open.push(storage);
        http = HttpUnderTest.over(storage);
        open.push(http);
    }

    HttpUnderTest http() {
        return http;
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        try {
            for (AutoCloseable each : open) {
                each.close();
            }
        } finally {
            nodes.afterAll(context);
        }
    }
}
