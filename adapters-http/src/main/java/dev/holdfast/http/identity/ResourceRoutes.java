package dev.holdfast.http.identity;

import dev.holdfast.http.support.Access;
import dev.holdfast.http.support.Answer;
import dev.holdfast.http.support.AuditRule;
import dev.holdfast.http.support.Endpoint;
import dev.holdfast.http.support.Endpoint.NoBody;
import dev.holdfast.http.support.IdempotencyRule;
import dev.holdfast.http.support.Json;
import dev.holdfast.http.support.ProtectedResource;
import dev.holdfast.http.support.Reply;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Where clients learn who gives out access tokens for this server (RFC 9728); there only when somebody does. */
public final class ResourceRoutes {
    private final Answer.Content metadata;

    public ResourceRoutes(ProtectedResource resource) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("resource", resource.resource().toString());
        members.put("authorization_servers", List.of(resource.issuer().toString()));
        members.put(
                "scopes_supported",
                resource.scopes().values().stream().distinct().sorted().toList());
        members.put("bearer_methods_supported", List.of("header"));
        members.put("resource_name", "Holdfast");
        this.metadata = new Answer.Content(Reply.JSON, Json.write(members));
    }

    public List<Endpoint<?>> endpoints() {
        return List.of(
                metadata("/.well-known/oauth-protected-resource", "docs.resource"),
                metadata("/.well-known/oauth-protected-resource/mcp", "docs.resource_mcp"));
    }

    private Endpoint<NoBody> metadata(String path, String name) {
        return Endpoint.get(path)
                .named(
                        name,
                        "Who gives out access tokens",
                        "Metadata of this protected resource as RFC 9728 has them: the issuer to get a token from, and the"
                                + " scopes to ask it for.")
                .access(Access.everyone())
                .audit(AuditRule.NONE)
                .idempotency(IdempotencyRule.SAFE)
                .replies(Reply.content(200, "The metadata.", Reply.JSON))
                .handledBy(call -> Answer.ok(metadata));
    }
}
