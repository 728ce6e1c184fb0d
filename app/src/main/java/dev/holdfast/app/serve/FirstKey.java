package dev.holdfast.app.serve;

import dev.holdfast.app.config.GeneralConfig;
import dev.holdfast.domain.identity.ApiKey;
import dev.holdfast.domain.identity.ApiKeyToken;
import dev.holdfast.domain.identity.Role;
import dev.holdfast.domain.shared.AlreadyExists;
import dev.holdfast.domain.shared.Page;
import dev.holdfast.domain.shared.PageRequest;
import dev.holdfast.domain.shared.Secret;
import dev.holdfast.domain.shared.TenantId;
import dev.holdfast.ports.identity.KeyDraft;
import dev.holdfast.ports.identity.KeyService;
import dev.holdfast.ports.identity.TenantService;
import dev.holdfast.ports.shared.CallContext;
import dev.holdfast.ports.shared.Idempotency;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the first tenant, and the first administrator key of it, so that a fresh server can be used. */
final class FirstKey {
    private static final Logger LOG = LoggerFactory.getLogger(FirstKey.class);
    private static final String NAME = "first administrator";

    private final GeneralConfig config;
    private final TenantService tenants;
    private final KeyService keys;
    private final Clock clock;

    FirstKey(GeneralConfig config, TenantService tenants, KeyService keys, Clock clock) {
        this.config = config;
        this.tenants = tenants;
        this.keys = keys;
        this.clock = clock;
    }

    /** @return the key, when one was made up now: this is the only moment it can be shown */
    Optional<Secret> ensure() {
        TenantId tenant = config.tenant();
        tenants.ensure(tenant);
        CallContext call = tenants.operator(tenant, "start");
        List<ApiKey> everyAdministrator = administrators(call);
        List<ApiKey> administrators = everyAdministrator.stream()
                .filter(key -> key.usableAt(clock.instant()))
                .toList();
        Optional<ApiKeyToken> wanted = config.bootstrapApiKey();
        if (!administrators.isEmpty()) {
            if (wanted.isPresent()
                    && administrators.stream()
                            .noneMatch(key -> key.id().equals(wanted.get().id()))) {
                LOG.warn(
                        "HOLDFAST_BOOTSTRAP_API_KEY is ignored: tenant {} has a usable administrator key already, and it is"
                                + " another one",
                        tenant);
            }
            return Optional.empty();
        }
        return issue(once(call, everyAdministrator.size()), wanted.orElseGet(keys::generate))
                .filter(made -> wanted.isEmpty());
    }

    /** Servers that start at the same moment all find that a key is missing: by the claim one of them makes it. */
    private static CallContext once(CallContext call, int before) {
        return new CallContext(
                call.principal(),
                call.deadline(),
                call.requestId(),
                Optional.of(new Idempotency("first-administrator-after-" + before, NAME)));
    }

    private Optional<Secret> issue(CallContext call, ApiKeyToken token) {
        try {
            return keys.issue(call, new KeyDraft(NAME, Role.ADMIN, List.of(), Optional.empty()), token)
                    .value()
                    .token();
        } catch (AlreadyExists taken) {
            // Another server was faster, or the key was revoked and stays so.
            LOG.warn("the key of HOLDFAST_BOOTSTRAP_API_KEY was there already and is not made again");
            return Optional.empty();
        }
    }

    private List<ApiKey> administrators(CallContext call) {
        List<ApiKey> administrators = new ArrayList<>();
        Optional<PageRequest> request = Optional.of(PageRequest.first(PageRequest.MAX_LIMIT));
        while (request.isPresent()) {
            Page<ApiKey> page = keys.list(call, request.get());
            page.items().stream().filter(key -> key.role() == Role.ADMIN).forEach(administrators::add);
            request = page.next().map(cursor -> PageRequest.after(cursor, PageRequest.MAX_LIMIT));
        }
        return administrators;
    }
}
