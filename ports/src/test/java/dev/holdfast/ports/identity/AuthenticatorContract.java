package dev.holdfast.ports.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.domain.audit.AuditEntry;
import dev.holdfast.domain.audit.AuditOutcome;
import dev.holdfast.domain.audit.AuditSubject;
import dev.holdfast.domain.identity.ApiKeyToken;
import dev.holdfast.domain.identity.Role;
import dev.holdfast.domain.shared.HostileTexts;
import dev.holdfast.domain.shared.NotAuthenticated;
import dev.holdfast.ports.StorageUnderTest;
import dev.holdfast.ports.TestServices;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Every law of {@link Authenticator} over the storage under test. */
public interface AuthenticatorContract {
    StorageUnderTest storage();

    @Test
    default void aKeyShouldBeKnownInWhicheverTenantItIs() {
        TestServices here = TestServices.on(storage());
        TestServices there = here.neighbour(storage());
        IssuedKey key = create(there, Optional.empty());

        assertThat(here.authenticator()
                        .authenticate(token(key), here.tenant().deadline(), "request-1")
                        .tenant())
                .isEqualTo(there.tenant().id());
    }

    @Test
    default void aCallerShouldBeKnownUntilItsKeyExpires() {
        TestServices here = TestServices.on(storage());
        Instant end = here.tenant().now().plusSeconds(60);
        IssuedKey key = create(here, Optional.of(end));

        Caller caller = here.authenticator().caller(token(key), here.tenant().deadline(), "request-1");

        assertThat(caller).isEqualTo(new Caller(key.key().principal(), Optional.of(end)));
        assertThat(caller.knownAt(end)).isFalse();
        assertThat(here.authenticator()
                        .caller(
                                token(create(here, Optional.empty())),
                                here.tenant().deadline(),
                                "request-1")
                        .until())
                .isEmpty();
        assertThatThrownBy(
                        () -> here.authenticator().caller("a.b.c", here.tenant().deadline(), "request-1"))
                .isInstanceOf(NotAuthenticated.class);
    }

    @Test
    default void everythingElseShouldBeRefusedInTheSameWords() {
        TestServices here = TestServices.on(storage());
        IssuedKey key = create(here, Optional.empty());
        IssuedKey other = create(here, Optional.empty());
        IssuedKey revoked = create(here, Optional.empty());
        here.keys().revoke(here.admin(), revoked.key().id());
        Instant end = here.tenant().now().plusSeconds(1);
        IssuedKey expired = create(here, Optional.of(end));
        here.tenant().clock().set(end);
        ApiKeyToken genuine = ApiKeyToken.parse(token(key)).orElseThrow();
        ApiKeyToken stranger = ApiKeyToken.parse(token(other)).orElseThrow();

        List<String> refused = List.of(
                "",
                "nonsense",
                token(key) + "x",
                token(key).substring(1),
                token(key).replace("hf_test", "hf_live"),
                here.keys().generate().reveal(),
                new ApiKeyToken("test", genuine.id(), stranger.secret()).reveal(),
                new ApiKeyToken("test", stranger.id(), genuine.secret()).reveal(),
                token(revoked),
                token(expired));

        refused.forEach(presented -> assertRefused(here, presented));
        HostileTexts.ALL.forEach(presented -> assertRefused(here, presented));
        assertThat(here.authenticator().authenticate(token(key), here.tenant().deadline(), "request-1"))
                .isEqualTo(key.key());
    }

    @Test
    default void theUseOfARevokedOrExpiredKeyShouldBeAuditedInItsTenant() {
        TestServices here = TestServices.on(storage());
        TestServices there = here.neighbour(storage());
        IssuedKey revoked = create(there, Optional.empty());
        there.keys().revoke(there.admin(), revoked.key().id());
        Instant end = here.tenant().now().plusSeconds(1);
        IssuedKey expired = create(there, Optional.of(end));
        there.tenant().clock().set(end);

        assertRefused(here, token(revoked), "request-7");
        assertAudited(there, revoked, "request-7");
        there.tenant().tick();
        assertRefused(here, token(expired), "request-8");
        assertAudited(there, expired, "request-8");

        assertThat(there.refusals()).hasSize(2);
        assertThat(here.tenant().audit()).isEmpty();
    }

    @Test
    default void aGuessShouldLeaveNoTrace() {
        TestServices here = TestServices.on(storage());
        IssuedKey revoked = create(here, Optional.empty());
        here.keys().revoke(here.admin(), revoked.key().id());
        ApiKeyToken guess = new ApiKeyToken(
                "test", revoked.key().id(), here.keys().generate().secret());

        assertRefused(here, guess.reveal());
        assertRefused(here, here.keys().generate().reveal());
        assertRefused(here, "nonsense");

        assertThat(here.refusals()).isEmpty();
    }

    private static void assertRefused(TestServices here, String presented) {
        assertRefused(here, presented, "request-1");
    }

    private static void assertRefused(TestServices here, String presented, String requestId) {
        assertThatThrownBy(() -> here.authenticator()
                        .authenticate(presented, here.tenant().deadline(), requestId))
                .isInstanceOf(NotAuthenticated.class)
                .hasMessage(new NotAuthenticated().getMessage());
    }

    private static void assertAudited(TestServices there, IssuedKey key, String requestId) {
        AuditEntry entry = there.refusals().getFirst();
        assertThat(entry.action()).isEqualTo("key.use");
        assertThat(entry.outcome()).isEqualTo(AuditOutcome.REFUSED);
        assertThat(entry.principal()).isEqualTo(key.key().principalId());
        assertThat(entry.requestId()).isEqualTo(requestId);
        assertThat(entry.subject())
                .isEqualTo(AuditSubject.named("api_key", key.key().id().value().toString()));
        assertThat(entry.at()).isEqualTo(there.tenant().now());
    }

    private static IssuedKey create(TestServices services, Optional<Instant> expiresAt) {
        return services.keys()
                .create(services.admin(), new KeyDraft("a key", Role.WRITER, List.of(), expiresAt))
                .value();
    }

    private static String token(IssuedKey key) {
        return key.token().orElseThrow().reveal();
    }
}
