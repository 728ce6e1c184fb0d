package dev.holdfast.app.config;

import dev.holdfast.domain.identity.Permission;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Who else gives out credentials, besides this server its keys.
 *
 * @param issuer of access tokens; without one there are keys only
 * @param audience what tokens for this server name
 * @param resource the address by which clients call it
 * @param keySet where the issuer's keys are; found by its metadata otherwise
 * @param tenantClaim the member of a token that names its tenant; without it all are of the configured one
 * @param scopes what scopes of the issuer allow; without any, each permission is a scope of its name
 */
public record AuthConfig(
        Optional<URI> issuer,
        Optional<String> audience,
        Optional<URI> resource,
        Optional<URI> keySet,
        Optional<String> tenantClaim,
        List<Grant> scopes) {
    /** A scope of the issuer, and what it allows. */
    public record Grant(String scope, Permission permission) {}

    public AuthConfig {
        scopes = List.copyOf(scopes);
    }

    static final Setting<URI> ISSUER = Setting.of(
            "auth.issuer",
            "HOLDFAST_AUTH_ISSUER",
            address(),
            new Default.Absent("API keys only"),
            "The issuer of access tokens (OAuth 2, JSON web tokens), exactly as its tokens name it. `https`, or `http` on this machine."
                    + " API keys go on being accepted.");

    static final Setting<String> AUDIENCE = Setting.of(
            "auth.audience",
            "HOLDFAST_AUTH_AUDIENCE",
            Form.text(),
            new Default.Absent("needed with an issuer"),
            "What tokens for this server name as their audience; often the address by which clients call it.");

    static final Setting<URI> RESOURCE = Setting.of(
            "auth.resource",
            "HOLDFAST_AUTH_RESOURCE",
            address(),
            new Default.Absent("the audience, when that is an address"),
            "The address by which clients call this server, such as https://memory.example.org/mcp. It is what"
                    + " `/.well-known/oauth-protected-resource` says.");

    static final Setting<URI> KEY_SET = Setting.of(
            "auth.jwks_url",
            "HOLDFAST_AUTH_JWKS_URL",
            address(),
            new Default.Absent("found by the issuer's metadata"),
            "Where the issuer's keys are.");

    static final Setting<String> TENANT_CLAIM = Setting.of(
            "auth.tenant_claim",
            "HOLDFAST_AUTH_TENANT_CLAIM",
            Form.matching("the name of a claim", "[!-~]{1,128}"),
            new Default.Absent("all tokens are of the tenant `tenant`"),
            "The claim that names the tenant of a token. A token without it, or of a tenant that does not exist, is refused.");

    static final Setting<List<Grant>> SCOPES = Setting.of(
            "auth.scopes",
            "HOLDFAST_AUTH_SCOPES",
            Form.list(grant()),
            "",
            "What the issuer's scopes allow, such as `api.read=memory:read, api.read=knowledge:read`. Without any, a scope allows the"
                    + " permission whose name it is. A token allows what its scopes do and nothing else.");

    static final Section SECTION =
            new Section("Access tokens", List.of(ISSUER, AUDIENCE, RESOURCE, KEY_SET, TENANT_CLAIM, SCOPES));

    static AuthConfig of(Values values) {
        Optional<String> audience = values.find(AUDIENCE);
        return new AuthConfig(
                values.find(ISSUER),
                audience,
                values.find(RESOURCE).or(() -> audience.flatMap(address()::read)),
                values.find(KEY_SET),
                values.find(TENANT_CLAIM),
                values.get(SCOPES));
    }

    static void check(Values values, Problems problems) {
        if (values.find(ISSUER).isEmpty()) {
            return;
        }
        if (values.find(AUDIENCE).isEmpty()) {
            problems.add(
                    values.subject(ISSUER), "needs auth.audience: a token for another server must not be good here");
        } else if (values.find(RESOURCE).isEmpty()
                && values.find(AUDIENCE).flatMap(address()::read).isEmpty()) {
            problems.add(values.subject(AUDIENCE), "is no address, so auth.resource is needed");
        }
    }

    private static Form<Grant> grant() {
        String names = String.join(
                ", ",
                Arrays.stream(Permission.values()).map(Permission::wireName).toList());
        return new Form<>("scope=permission with one of " + names, text -> {
            int sign = text.lastIndexOf('=');
            return sign < 1
                    ? Optional.empty()
                    : Arrays.stream(Permission.values())
                            .filter(permission -> permission.wireName().equals(text.substring(sign + 1)))
                            .map(permission -> new Grant(text.substring(0, sign), permission))
                            .findFirst();
        });
    }

    private static Form<URI> address() {
        return new Form<>("an https address, or an http one of this machine", text -> {
            try {
                URI uri = new URI(text);
                return Optional.of(uri)
                        .filter(it -> it.getHost() != null && it.getQuery() == null && it.getFragment() == null)
                        .filter(it -> it.getUserInfo() == null)
                        .filter(it -> "https".equals(it.getScheme())
                                || ("http".equals(it.getScheme()) && ServerConfig.isLoopback(it.getHost())));
            } catch (URISyntaxException malformed) {
                return Optional.empty();
            }
        });
    }
}
