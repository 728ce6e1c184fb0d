package dev.holdfast.ports.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.holdfast.domain.audit.AuditEntry;
import dev.holdfast.domain.identity.ApiKey;
import dev.holdfast.domain.identity.ApiKeyId;
import dev.holdfast.domain.identity.ApiKeyToken;
import dev.holdfast.domain.identity.Principal;
import dev.holdfast.domain.identity.Role;
import dev.holdfast.domain.identity.StoredApiKey;
import dev.holdfast.domain.shared.IdempotencyMismatch;
import dev.holdfast.domain.shared.InvalidInput;
import dev.holdfast.domain.shared.Namespace;
import dev.holdfast.domain.shared.NotAuthenticated;
import dev.holdfast.domain.shared.NotFound;
import dev.holdfast.domain.shared.NotPermitted;
import dev.holdfast.domain.shared.PageRequest;
import dev.holdfast.domain.shared.Pages;
import dev.holdfast.domain.shared.PrincipalId;
import dev.holdfast.domain.shared.Staleness;
import dev.holdfast.domain.shared.Written;
import dev.holdfast.ports.StorageUnderTest;
import dev.holdfast.ports.TestServices;
import dev.holdfast.ports.shared.CallContext;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every law of {@link KeyService} over the storage under test. */
public interface KeyServiceContract {
    StorageUnderTest storage();

    @Test
    default void aCreatedKeyShouldOpenTheDoorOfItsTenant() {
        TestServices here = TestServices.on(storage());

        IssuedKey issued = here.keys()
                .create(here.admin(), draft("laptop", Role.WRITER, "users/1"))
                .value();

        String token = issued.token().orElseThrow().reveal();
        ApiKey key = here.authenticator().authenticate(token, here.tenant().deadline(), "request-1");
        assertThat(key).isEqualTo(issued.key());
        assertThat(key.principal())
                .isEqualTo(new Principal(
                        new PrincipalId("key/" + key.id().value()),
                        here.tenant().id(),
                        Role.WRITER,
                        List.of(new Namespace("users/1"))));
        assertThat(key.createdBy()).isEqualTo(new PrincipalId("key/admin"));
        assertThat(key.createdAt()).isEqualTo(here.tenant().now());
        assertThat(here.keys().get(here.admin(), key.id())).isEqualTo(key);
    }

    @Test
    default void theSecretShouldBeStoredNowhere() {
        TestServices here = TestServices.on(storage());
        IssuedKey issued =
                here.keys().create(here.admin(), draft("laptop", Role.WRITER)).value();
        ApiKeyToken token =
                ApiKeyToken.parse(issued.token().orElseThrow().reveal()).orElseThrow();

        StoredApiKey stored = storage()
                .apiKeys()
                .findForAuthentication(issued.key().id(), here.tenant().deadline(), Staleness.NONE)
                .orElseThrow();

        assertThat(stored.secretHash())
                .matches("[0-9a-f]{64}")
                .doesNotContain(token.secret().reveal());
        assertThat(stored.toString()).doesNotContain(token.secret().reveal());
        assertThat(issued.toString()).doesNotContain(token.secret().reveal());
        assertThat(here.tenant().audit().toString())
                .doesNotContain(token.secret().reveal());
    }

    @Test
    default void noTwoKeysShouldBeAlike() {
        TestServices here = TestServices.on(storage());

        List<String> tokens = IntStream.range(0, 10)
                .mapToObj(i -> here.keys()
                        .create(here.admin(), draft("same", Role.READER))
                        .value())
                .map(issued -> issued.token().orElseThrow().reveal())
                .toList();

        assertThat(tokens).doesNotHaveDuplicates();
        assertThat(tokens.stream()
                        .map(token ->
                                ApiKeyToken.parse(token).orElseThrow().secret().reveal()))
                .doesNotHaveDuplicates();
    }

    @Test
    default void aRevokedKeyShouldOpenNoDoor() {
        TestServices here = TestServices.on(storage());
        IssuedKey issued =
                here.keys().create(here.admin(), draft("lost", Role.WRITER)).value();
        here.tenant().tick();

        ApiKey revoked = here.keys().revoke(here.admin(), issued.key().id());

        assertThat(revoked.revokedAt()).contains(here.tenant().now());
        assertThatThrownBy(() -> here.authenticator()
                        .authenticate(
                                issued.token().orElseThrow().reveal(),
                                here.tenant().deadline(),
                                "request-1"))
                .isInstanceOf(NotAuthenticated.class);
        assertThat(here.keys().get(here.admin(), issued.key().id())).isEqualTo(revoked);
    }

    @Test
    default void revokingAgainShouldChangeNothing() {
        TestServices here = TestServices.on(storage());
        ApiKeyId id = here.keys()
                .create(here.admin(), draft("lost", Role.WRITER))
                .value()
                .key()
                .id();
        ApiKey first = here.keys().revoke(here.admin(), id);
        here.tenant().tick();

        assertThat(here.keys().revoke(here.admin(), id)).isEqualTo(first);
        assertThat(here.tenant().audit())
                .extracting(AuditEntry::action)
                .containsExactlyInAnyOrder("key.revoke", "key.create");
    }

    @Test
    default void listShouldShowEveryKeyTheOldestFirst() {
        TestServices here = TestServices.on(storage());
        List<ApiKey> oldestFirst = Stream.of("c", "a", "b")
                .map(name -> here.keys()
                        .create(here.admin(), draft(name, Role.READER))
                        .value()
                        .key())
                .toList();

        assertThat(Pages.walk(2, page -> here.keys().list(here.admin(), page))).isEqualTo(oldestFirst);
    }

    @Test
    default void whatIsAnotherTenantsShouldBeAnsweredExactlyLikeWhatIsAbsent() {
        TestServices here = TestServices.on(storage());
        TestServices there = here.neighbour(storage());
        ApiKeyId foreign = there.keys()
                .create(there.admin(), draft("foreign", Role.ADMIN))
                .value()
                .key()
                .id();
        ApiKeyId absent = here.keys().generate().id();

        assertThat(catchThrowable(() -> here.keys().get(here.admin(), foreign)))
                .isInstanceOf(NotFound.class)
                .hasMessage(catchThrowable(() -> here.keys().get(here.admin(), absent))
                        .getMessage()
                        .replace(absent.value().toString(), foreign.value().toString()));
        assertThat(catchThrowable(() -> here.keys().revoke(here.admin(), foreign)))
                .isInstanceOf(NotFound.class)
                .hasMessage(catchThrowable(() -> here.keys().revoke(here.admin(), absent))
                        .getMessage()
                        .replace(absent.value().toString(), foreign.value().toString()));
        assertThat(here.keys().list(here.admin(), PageRequest.first(10)).items())
                .isEmpty();
        assertThat(there.keys().get(there.admin(), foreign).revokedAt()).isEmpty();
    }

    @Test
    default void aLimitedCallerShouldPassOnOnlyWhatItMayReach() {
        TestServices here = TestServices.on(storage());
        CallContext limited = here.call(Role.ADMIN, "users/1", "shared");

        assertThat(here.keys()
                        .create(limited, draft("fine", Role.READER, "users/1/notes", "shared"))
                        .created())
                .isTrue();
        for (KeyDraft beyond : List.of(
                draft("unlimited", Role.READER),
                draft("beside", Role.READER, "users/10"),
                draft("above", Role.READER, "users"),
                draft("partly", Role.READER, "users/1", "users/2"))) {
            here.tenant().tick();
            assertThatThrownBy(() -> here.keys().create(limited, beyond)).isInstanceOf(NotPermitted.class);
            assertThat(here.refusals().getFirst().action()).isEqualTo("key.create");
            assertThat(here.refusals().getFirst().subject().name()).isEqualTo(beyond.name());
        }
        assertThat(here.keys().list(here.admin(), PageRequest.first(10)).items())
                .extracting(ApiKey::name)
                .containsExactly("fine");
        assertThat(here.refusals()).hasSize(4);
    }

    @Test
    default void aKeyShouldBeCheckedBeforeItIsStored() {
        TestServices here = TestServices.on(storage());
        Instant now = here.tenant().now();

        assertThatThrownBy(() -> here.keys().create(here.admin(), expiring(now)))
                .isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> here.keys().create(here.admin(), expiring(Instant.MAX)))
                .isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> here.keys()
                        .create(
                                here.admin(),
                                draft(
                                        "too many",
                                        Role.READER,
                                        IntStream.rangeClosed(0, ApiKey.MAX_NAMESPACES)
                                                .mapToObj(i -> "n" + i)
                                                .toArray(String[]::new))))
                .isInstanceOf(InvalidInput.class);
        assertThat(here.keys().list(here.admin(), PageRequest.first(10)).items())
                .isEmpty();
        assertThat(here.tenant().audit()).isEmpty();
    }

    @Test
    default void aKeyShouldOpenTheDoorUntilItExpires() {
        TestServices here = TestServices.on(storage());
        Instant end = here.tenant().now().plusSeconds(60);
        String token = here.keys()
                .create(here.admin(), expiring(end))
                .value()
                .token()
                .orElseThrow()
                .reveal();

        here.tenant().clock().set(end.minusNanos(1_000));
        assertThat(here.authenticator().authenticate(token, here.tenant().deadline(), "request-1"))
                .isNotNull();
        here.tenant().clock().set(end);
        assertThatThrownBy(() ->
                        here.authenticator().authenticate(token, here.tenant().deadline(), "request-1"))
                .isInstanceOf(NotAuthenticated.class);
    }

    @Test
    default void aRepeatedRequestShouldAnswerTheSameKeyWithoutItsSecret() {
        TestServices here = TestServices.on(storage());
        CallContext call = TestServices.once(here.admin(), "key", "fingerprint");
        Written<IssuedKey> first = here.keys().create(call, draft("laptop", Role.READER));
        here.tenant().tick();

        Written<IssuedKey> again = here.keys().create(call, draft("laptop", Role.READER));

        assertThat(again.replayed()).isTrue();
        assertThat(again.value().key()).isEqualTo(first.value().key());
        assertThat(again.value().token()).isEmpty();
        assertThat(here.keys().list(here.admin(), PageRequest.first(10)).items())
                .hasSize(1);
        assertThatThrownBy(() -> here.keys().revoke(call, first.value().key().id()))
                .isInstanceOf(IdempotencyMismatch.class);
    }

    @Test
    default void aCredentialMadeBeforehandShouldBeIssuedAsItIs() {
        TestServices here = TestServices.on(storage());
        ApiKeyToken token = here.keys().generate();
        CallContext operator = here.tenants().operator(here.tenant().id(), "first-key");

        IssuedKey issued = here.keys()
                .issue(operator, draft("operator", Role.ADMIN), token)
                .value();

        assertThat(issued.token().orElseThrow().reveal()).isEqualTo(token.reveal());
        assertThat(issued.key().createdBy()).isEqualTo(PrincipalId.system("first-key"));
        assertThat(here.authenticator()
                        .authenticate(token.reveal(), here.tenant().deadline(), "request-1"))
                .isEqualTo(issued.key());
    }

    private static KeyDraft draft(String name, Role role, String... namespaces) {
        return new KeyDraft(
                name, role, Stream.of(namespaces).map(Namespace::new).toList(), Optional.empty());
    }

    private static KeyDraft expiring(Instant moment) {
        return new KeyDraft("expiring", Role.READER, List.of(), Optional.of(moment));
    }
}
