package dev.holdfast.http.identity;

import dev.holdfast.domain.identity.ApiKey;
import dev.holdfast.domain.identity.ApiKeyId;
import dev.holdfast.domain.identity.Permission;
import dev.holdfast.domain.shared.NotFound;
import dev.holdfast.domain.shared.PageRequest;
import dev.holdfast.domain.shared.Written;
import dev.holdfast.http.identity.KeyRequests.NewKey;
import dev.holdfast.http.identity.KeyViews.NewKeyShown;
import dev.holdfast.http.identity.KeyViews.WhoAmI;
import dev.holdfast.http.support.Answer;
import dev.holdfast.http.support.AuditRule;
import dev.holdfast.http.support.Call;
import dev.holdfast.http.support.Endpoint;
import dev.holdfast.http.support.Endpoint.NoBody;
import dev.holdfast.http.support.IdempotencyRule;
import dev.holdfast.http.support.PageView;
import dev.holdfast.http.support.Problem;
import dev.holdfast.http.support.Reply;
import dev.holdfast.ports.identity.IssuedKey;
import dev.holdfast.ports.identity.KeyService;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

/** The endpoints of API keys, and of asking who one is. */
public final class IdentityRoutes {
    private static final String KEYS = "/v1/admin/keys";
    private static final String ONE = KEYS + "/{id}";

    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final KeyService keys;

    public IdentityRoutes(KeyService keys) {
        this.keys = keys;
    }

    public List<Endpoint<?>> endpoints() {
        return List.of(whoAmI(), create(), list(), get(), revoke());
    }

    private static Endpoint<NoBody> whoAmI() {
        return Endpoint.get("/v1/whoami")
                .named(
                        "self.get",
                        "Ask who one is",
                        "The tenant, the role and the limits of the key that is presented.")
                .permission(Permission.SELF_READ)
                .audit(AuditRule.REFUSALS)
                .idempotency(IdempotencyRule.SAFE)
                .replies(Reply.json(200, "The caller.", WhoAmI.class))
                .handledBy(call -> Answer.ok(WhoAmI.of(call.context().principal())));
    }

    private Endpoint<NewKey> create() {
        return Endpoint.post(KEYS)
                .body(NewKey.class)
                .named(
                        "key.create",
                        "Make an API key",
                        "The answer shows the credential this once. A repetition with the same `Idempotency-Key` answers the"
                                + " same key without it, because nothing can show it again.")
                .permission(Permission.KEYS_MANAGE)
                .audit(AuditRule.CHANGES)
                .idempotency(IdempotencyRule.HONOURED)
                .replies(Reply.json(201, "The key, with its credential.", NewKeyShown.class))
                .problems(Problem.LIMIT_EXCEEDED)
                .handledBy(call -> {
                    Written<IssuedKey> issued =
                            keys.create(call.context(), call.body().draft());
                    return Answer.written(true, issued.replayed(), NewKeyShown.of(issued.value()));
                });
    }

    private Endpoint<NoBody> list() {
        return Endpoint.get(KEYS)
                .named(
                        "key.list",
                        "List API keys",
                        "The keys of the tenant, revoked and expired ones too, the oldest first.")
                .permission(Permission.KEYS_MANAGE)
                .audit(AuditRule.REFUSALS)
                .idempotency(IdempotencyRule.SAFE)
                .paged()
                .replies(Reply.json(200, "A page of keys.", PageView.class, ApiKey.class))
                .handledBy(call -> {
                    PageRequest page = call.page();
                    return call.page(keys.list(call.context(), page), page);
                });
    }

    private Endpoint<NoBody> get() {
        return Endpoint.get(ONE)
                .variable("id", "The key's id, as lists show it.")
                .named("key.get", "Read an API key", "One key, without its secret.")
                .permission(Permission.KEYS_MANAGE)
                .audit(AuditRule.REFUSALS)
                .idempotency(IdempotencyRule.SAFE)
                .replies(Reply.json(200, "The key.", ApiKey.class))
                .problems(Problem.NOT_FOUND)
                .handledBy(call -> Answer.ok(keys.get(call.context(), id(call))));
    }

    private Endpoint<NoBody> revoke() {
        return Endpoint.delete(ONE)
                .variable("id", "The key's id, as lists show it.")
                .named(
                        "key.revoke",
                        "Revoke an API key",
                        "Takes effect within one second, for good. Repeating it changes nothing.")
                .permission(Permission.KEYS_MANAGE)
                .audit(AuditRule.CHANGES)
                .idempotency(IdempotencyRule.HONOURED)
                .replies(Reply.empty(204, "The key is revoked."))
                .problems(Problem.NOT_FOUND)
                .handledBy(call -> {
                    keys.revoke(call.context(), id(call));
                    return Answer.empty(204);
                });
    }

    /** A text that is no id names no key. */
    private static ApiKeyId id(Call<NoBody> call) {
        String text = call.path("id");
        if (!ID.matcher(text).matches()) {
            throw new NotFound("API key " + text);
        }
        return new ApiKeyId(UUID.fromString(text));
    }
}
