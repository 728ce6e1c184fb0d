package dev.holdfast.http.support;

import dev.holdfast.domain.identity.Permission;
import java.net.URI;
import java.util.Map;

/**
 * What clients must know to get an access token for this server (RFC 9728).
 *
 * @param resource the address by which they call it, such as {@code https://memory.example.org/mcp}
 * @param issuer who gives out tokens
 * @param scopes what to ask the issuer for, by what it allows here
 */
public record ProtectedResource(URI resource, URI issuer, Map<Permission, String> scopes) {
    static final String WELL_KNOWN = "/.well-known/oauth-protected-resource";

    public ProtectedResource {
        scopes = Map.copyOf(scopes);
    }

    /** Where the metadata are: before the path of the resource, as the RFC has it. */
    public URI metadata() {
        String path = resource.getPath();
        return resource.resolve(WELL_KNOWN + (path == null || path.equals("/") ? "" : path));
    }

    /** Of a refusal to a caller that is not known. */
    String challenge() {
        return "Bearer realm=\"holdfast\", resource_metadata=\"" + metadata() + "\"";
    }

    /** Of a refusal to one that is known and lacks a scope. */
    public String challengeFor(Permission permission) {
        return "Bearer realm=\"holdfast\", error=\"insufficient_scope\", scope=\""
                + scopes.getOrDefault(permission, permission.wireName()) + "\", resource_metadata=\"" + metadata()
                + "\"";
    }
}
