package dev.holdfast.http.operations;

import dev.holdfast.domain.audit.AuditEntry;
import dev.holdfast.domain.audit.AuditFilter;
import dev.holdfast.domain.identity.ApiKey;
import dev.holdfast.domain.identity.Permission;
import dev.holdfast.domain.shared.NotPermitted;
import dev.holdfast.domain.shared.Page;
import dev.holdfast.domain.shared.PageRequest;
import dev.holdfast.http.mcp.Budget;
import dev.holdfast.http.mcp.Tool;
import dev.holdfast.http.mcp.ToolCall;
import dev.holdfast.http.mcp.ToolDeclaration;
import dev.holdfast.http.mcp.ToolReply;
import dev.holdfast.http.support.Json;
import dev.holdfast.ports.audit.AuditService;
import dev.holdfast.ports.identity.KeyService;
import dev.holdfast.ports.operations.Readiness;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What an agent of an administrator may look at. Nothing here changes anything. */
public final class AdminTools {
    private static final Duration TRUST = Duration.ofMillis(250);
    private static final int DEFAULT_ITEMS = 20;

    private final RecentReadiness readiness;
    private final KeyService keys;
    private final AuditService audit;

    public AdminTools(Readiness readiness, KeyService keys, AuditService audit) {
        this.readiness = new RecentReadiness(readiness, TRUST, System::nanoTime);
        this.keys = keys;
        this.audit = audit;
    }

    record Nothing() {}

    record Paging(Optional<Integer> limit, Optional<String> cursor) {
        PageRequest of(ToolCall<?> call) {
            return new PageRequest(call.position(cursor), Budget.items(limit, DEFAULT_ITEMS));
        }
    }

    record AuditPaging(
            Optional<String> action, Optional<String> subject, Optional<Integer> limit, Optional<String> cursor) {
        AuditFilter filter() {
            return new AuditFilter(
                    action, Optional.empty(), subject, Optional.empty(), Optional.empty(), Optional.empty());
        }
    }

    record Found(String name, boolean ok, String detail) {}

    record Status(boolean ready, List<Found> checks) {}

    record Key(
            String id,
            String name,
            String role,
            List<String> namespaces,
            Instant createdAt,
            Optional<Instant> expiresAt,
            Optional<Instant> revokedAt) {
        static Key of(ApiKey key) {
            return new Key(
                    key.id().value().toString(),
                    key.name(),
                    key.role().name().toLowerCase(Locale.ROOT),
                    key.namespaces().stream()
                            .map(namespace -> namespace.value())
                            .toList(),
                    key.createdAt(),
                    key.expiresAt(),
                    key.revokedAt());
        }
    }

    record KeyPage(List<Key> items, Optional<String> nextCursor) {}

    record Entry(Instant at, String principal, String action, String subjectType, String subject, String outcome) {
        static Entry of(AuditEntry entry) {
            return new Entry(
                    entry.at(),
                    entry.principal().value(),
                    entry.action(),
                    entry.subject().type(),
                    entry.subject().name(),
                    entry.outcome().name().toLowerCase(Locale.ROOT));
        }
    }

    record EntryPage(List<Entry> items, Optional<String> nextCursor) {}

    public List<Tool<?>> tools() {
        return List.of(status(), keys(), audit());
    }

    private Tool<Nothing> status() {
        return ToolDeclaration.tool("server_status", Nothing.class)
                .described("Server status", "Whether the server and its store work, check by check.")
                .reads(Permission.AUDIT_READ)
                .answers(Status.class)
                .handledBy(call -> {
                    // No use case stands behind it that would ask.
                    if (!call.context().principal().may(Permission.AUDIT_READ)) {
                        throw new NotPermitted("this key's role does not allow " + Permission.AUDIT_READ.wireName());
                    }
                    List<Found> checks = readiness.check().stream()
                            .map(check -> new Found(check.name(), check.ok(), check.detail()))
                            .toList();
                    return reply(new Status(checks.stream().allMatch(Found::ok), checks));
                });
    }

    private Tool<Paging> keys() {
        return ToolDeclaration.tool("list_keys", Paging.class)
                .described("List keys", "The API keys of the tenant, revoked ones too, without their secrets.")
                .reads(Permission.KEYS_MANAGE)
                .arguments("limit", "cursor")
                .answers(KeyPage.class)
                .handledBy(call -> {
                    Page<ApiKey> page =
                            keys.list(call.context(), call.arguments().of(call));
                    return reply(new KeyPage(
                            page.items().stream().map(Key::of).toList(),
                            page.next().map(call::cursor)));
                });
    }

    private Tool<AuditPaging> audit() {
        return ToolDeclaration.tool("list_audit", AuditPaging.class)
                .described(
                        "List audit",
                        "Who changed what, and who was refused, the newest first. Example: {\"action\":\"memory.delete\"}")
                .reads(Permission.AUDIT_READ)
                .argument("action", "Such as memory.set")
                .argument("subject", "Exact name of what was changed")
                .arguments("limit", "cursor")
                .answers(EntryPage.class)
                .handledBy(call -> {
                    AuditPaging wish = call.arguments();
                    Page<AuditEntry> page =
                            audit.list(call.context(), wish.filter(), new Paging(wish.limit(), wish.cursor()).of(call));
                    return reply(new EntryPage(
                            page.items().stream().map(Entry::of).toList(),
                            page.next().map(call::cursor)));
                });
    }

    private static ToolReply reply(Object structured) {
        return ToolReply.of(new String(Json.write(structured), StandardCharsets.UTF_8), structured);
    }
}
