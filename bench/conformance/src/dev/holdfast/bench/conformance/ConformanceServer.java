package dev.holdfast.bench.conformance;

import com.codahale.metrics.MetricRegistry;
import dev.holdfast.domain.audit.AuditEntryId;
import dev.holdfast.domain.identity.ApiKey;
import dev.holdfast.domain.identity.ApiKeyId;
import dev.holdfast.domain.identity.ApiKeyToken;
import dev.holdfast.domain.identity.Principal;
import dev.holdfast.domain.identity.Role;
import dev.holdfast.domain.identity.StoredApiKey;
import dev.holdfast.domain.identity.Tenant;
import dev.holdfast.domain.shared.Change;
import dev.holdfast.domain.shared.Moments;
import dev.holdfast.domain.shared.Scope;
import dev.holdfast.domain.shared.TenantId;
import dev.holdfast.http.mcp.McpRoutes;
import dev.holdfast.http.mcp.McpServer;
import dev.holdfast.http.support.CursorCodec;
import dev.holdfast.http.support.HttpServer;
import dev.holdfast.http.support.HttpSettings;
import dev.holdfast.memory.InMemoryStorage;
import dev.holdfast.ports.audit.Guard;
import dev.holdfast.ports.identity.Authenticator;
import dev.holdfast.ports.identity.SecretHasher;
import dev.holdfast.ports.shared.UuidV7Ids;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/** The server's own protocol handler over the tools that the conformance suite asks for. Prints its port and a key. */
public final class ConformanceServer {
    private ConformanceServer() {}

    public static void main(String[] arguments) throws InterruptedException {
        SecureRandom random = new SecureRandom();
        byte[] secret = new byte[32];
        random.nextBytes(secret);
        Clock clock = Clock.systemUTC();
        InMemoryStorage storage = new InMemoryStorage(clock);
        UuidV7Ids ids = new UuidV7Ids(clock, random);
        SecretHasher hasher = new SecretHasher(secret);
        Guard guard = new Guard(storage.audit(), ids, clock);
        HttpServer server = new HttpServer(
                HttpSettings.DEFAULTS.withAddress("127.0.0.1", 0),
                new McpRoutes(new McpServer(FixtureTools.toolbox(), "conformance"), clock, Optional.empty()).endpoints(),
                new Authenticator(storage.apiKeys(), hasher, guard, clock),
                new CursorCodec(secret, clock),
                new MetricRegistry(),
                clock,
                new AtomicBoolean());
        String key = key(storage, hasher, ids, random, clock);
        System.out.println(server.start() + " " + key);
        System.out.flush();
        new CountDownLatch(1).await();
    }

    private static String key(
            InMemoryStorage storage, SecretHasher hasher, UuidV7Ids ids, SecureRandom random, Clock clock) {
        TenantId tenant = new TenantId("conformance");
        Instant now = Moments.toMicros(clock.instant());
        Scope scope = new Scope(tenant, Principal.system(tenant, "conformance").id(), now.plusSeconds(60), "start");
        storage.tenants().ensure(scope, new Tenant(tenant, now));
        byte[] secret = new byte[ApiKeyToken.SECRET_BYTES];
        random.nextBytes(secret);
        ApiKeyToken token = ApiKeyToken.of("test", new ApiKeyId(ids.next()), secret);
        ApiKey key = new ApiKey(
                token.id(),
                tenant,
                "conformance",
                Role.WRITER,
                List.of(),
                now,
                scope.principal(),
                Optional.empty(),
                Optional.empty());
        storage.apiKeys()
                .insert(
                        scope,
                        new StoredApiKey(key, hasher.hash(token.secret())),
                        new AuditEntryId(ids.next()),
                        new Change(now, "key.create", Optional.empty()));
        return token.reveal();
    }
}
