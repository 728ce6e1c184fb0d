package dev.holdfast.http.mcp;

import dev.holdfast.domain.identity.Permission;
import dev.holdfast.http.support.Access;
import dev.holdfast.http.support.Answer;
import dev.holdfast.http.support.AuditRule;
import dev.holdfast.http.support.Endpoint;
import dev.holdfast.http.support.Endpoint.NoBody;
import dev.holdfast.http.support.IdempotencyRule;
import dev.holdfast.http.support.ProtectedResource;
import dev.holdfast.http.support.RawBody;
import dev.holdfast.http.support.Reply;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** The endpoint of the Model Context Protocol, and the page that leads agents to it. */
public final class McpRoutes {
    private static final String MARKDOWN = "text/plain; charset=utf-8";

    private final McpHttp protocol;
    private final Answer.Content signpost;

    /** @param resource what callers must know whose token does not suffice */
    public McpRoutes(McpServer server, Clock clock, Optional<ProtectedResource> resource) {
        this.protocol = new McpHttp(server, clock, resource);
        this.signpost = new Answer.Content(MARKDOWN, Signpost.TEXT.getBytes(StandardCharsets.UTF_8));
    }

    public List<Endpoint<?>> endpoints() {
        return List.of(message(), llms());
    }

    private Endpoint<RawBody> message() {
        return Endpoint.post("/mcp")
                .body(RawBody.class)
                .named(
                        "mcp.message",
                        "Model Context Protocol",
                        "One JSON-RPC 2.0 message of the protocol, revisions 2024-11-05 to 2026-07-28. What a tool demands of its"
                                + " caller, leaves in the audit and repeats safely is the same as over REST; an idempotency key is an"
                                + " argument of the tool. Answers may be a stream of events.")
                .permission(Permission.SELF_READ)
                .audit(AuditRule.BY_TOOL)
                .idempotency(IdempotencyRule.BY_TOOL)
                .replies(
                        Reply.content(200, "A JSON-RPC answer.", Reply.JSON),
                        Reply.empty(202, "A notification or an answer was taken."),
                        Reply.content(
                                400, "A JSON-RPC error: the message is not as the protocol wants it.", Reply.JSON),
                        Reply.content(
                                403,
                                "A JSON-RPC error: the access token does not allow what the tool needs.",
                                Reply.JSON),
                        Reply.content(404, "A JSON-RPC error: there is no such method.", Reply.JSON))
                .handledBy(protocol::answer);
    }

    private Endpoint<NoBody> llms() {
        return Endpoint.get("/llms.txt")
                .named("docs.llms", "What this server is, for models", "Where an agent finds what it needs.")
                .access(Access.everyone())
                .audit(AuditRule.NONE)
                .idempotency(IdempotencyRule.SAFE)
                .replies(Reply.content(200, "Markdown.", MARKDOWN))
                .handledBy(call -> Answer.ok(signpost));
    }
}
