package dev.holdfast.http;

import static dev.holdfast.http.Api.memory;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.identity.Role;
import dev.holdfast.domain.shared.TenantId;
import dev.holdfast.http.Api.Got;
import dev.holdfast.http.support.HttpSettings;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A key that asks too much is told when to come back, over REST and MCP alike, and others do not notice. */
final class RateLimitTest {
    private static final String PING = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}";

    private final HttpUnderTest server =
            HttpUnderTest.over(new StorageInMemory(), HttpSettings.DEFAULTS.withKeyRate(1, 2));

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void whatIsTooMuchShouldBeRefusedForThatKeyOnly() {
        TenantId tenant = server.tenant();
        Api busy = server.api().as(server.key(tenant, Role.WRITER));
        Api other = server.api().as(server.key(tenant, Role.WRITER));

        Got first = busy.put(memory("n", "k"), "{\"content\":\"x\"}").expect(201);
        assertThat(first.header("RateLimit-Policy")).contains("\"key\";q=2;w=2");
        assertThat(first.header("RateLimit").orElseThrow()).startsWith("\"key\";r=1;");
        Got refused = firstRefused(() -> busy.get("/v1/whoami"));
        assertThat(refused.at("/code").asString()).isEqualTo("rate_limited");
        assertThat(refused.at("/retryable").asBoolean()).isTrue();
        assertThat(refused.header("Retry-After")).contains("1");
        assertThat(refused.header("RateLimit").orElseThrow()).startsWith("\"key\";r=0;");
        assertThat(firstRefused(() -> busy.post("/mcp", PING)).at("/code").asString())
                .isEqualTo("rate_limited");
        other.get("/v1/whoami").expect(200);
        server.api().get("/readyz").expect(200);

        assertThat(server.metrics()
                        .counter("holdfast.http.refused.rate_limited")
                        .getCount())
                .isEqualTo(2);
    }

    /** However slow the machine is, it does not take a second for each of so many. */
    private static Got firstRefused(Supplier<Got> request) {
        return Stream.generate(request)
                .limit(20)
                .filter(got -> got.status() == 429)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whoIsNotKnownShouldNotBeCounted() {
        for (int i = 0; i < 5; i++) {
            server.api().get("/v1/whoami").expect(401, "not_authenticated");
        }
    }
}
