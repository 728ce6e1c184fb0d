package dev.holdfast.domain.identity;

import static dev.holdfast.domain.identity.ApiKeys.aKeyOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.domain.Fresh;
import dev.holdfast.domain.Race;
import dev.holdfast.domain.RepositoriesUnderTest;
import dev.holdfast.domain.TestTenant;
import dev.holdfast.domain.audit.AuditEntry;
import dev.holdfast.domain.audit.AuditEntryId;
import dev.holdfast.domain.audit.AuditOutcome;
import dev.holdfast.domain.audit.AuditSubject;
import dev.holdfast.domain.shared.AlreadyExists;
import dev.holdfast.domain.shared.Change;
import dev.holdfast.domain.shared.DeadlineExceeded;
import dev.holdfast.domain.shared.HostileTexts;
import dev.holdfast.domain.shared.IdempotencyMismatch;
import dev.holdfast.domain.shared.Moments;
import dev.holdfast.domain.shared.PageRequest;
import dev.holdfast.domain.shared.Pages;
import dev.holdfast.domain.shared.Scope;
import dev.holdfast.domain.shared.Staleness;
import dev.holdfast.domain.shared.Written;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Every law of {@link ApiKeyRepository}. Implement it with a class that says which {@code storage()} is under test. */
public interface ApiKeyRepositoryContract {
    RepositoriesUnderTest storage();

    @Test
    default void insertShouldStoreTheKeyAndTheHashOfItsSecret() {
        TestTenant here = TestTenant.in(storage());
        StoredApiKey key = aKeyOf(here)
                .named("laptop")
                .withRole(Role.READER)
                .limitedTo("users/1", "teams/\uD83D\uDE00 %_'\"\\")
                .expiringAt(here.now().plusSeconds(3600))
                .withSecretHash("ab".repeat(32))
                .build();

        Written<ApiKey> written = insert(here, key);

        assertThat(written).isEqualTo(new Written<>(key.key(), true, false));
        assertThat(find(here, key)).contains(key.key());
        assertThat(authenticate(here, key)).contains(key);
    }

    @Test
    default void everyRoleShouldComeBackAsItWas() {
        TestTenant here = TestTenant.in(storage());
        for (Role role : Role.values()) {
            StoredApiKey key = aKeyOf(here).withRole(role).build();
            insert(here, key);
            assertThat(find(here, key)).contains(key.key());
            assertThat(authenticate(here, key)).contains(key);
        }
    }

    @Test
    default void everyNameShouldComeBackAsItWasWritten() {
        TestTenant here = TestTenant.in(storage());
        for (String text : HostileTexts.ALL) {
            StoredApiKey key =
                    aKeyOf(here).named(text).limitedTo(text.replace('/', '|')).build();
            insert(here, key);
            assertThat(find(here, key)).contains(key.key());
        }
    }

    @Test
    default void theLargestKeyAllowedShouldBeStored() {
        TestTenant here = TestTenant.in(storage());
        String[] limits = IntStream.range(0, ApiKey.MAX_NAMESPACES)
                .mapToObj(i -> "limit/" + i + "/" + "\uD83D\uDE00".repeat(128))
                .toArray(String[]::new);
        StoredApiKey key = aKeyOf(here)
                .named("\uD83D\uDE00".repeat(100))
                .limitedTo(limits)
                .expiringAt(Moments.MAX)
                .build();

        insert(here, key);

        assertThat(find(here, key)).contains(key.key());
    }

    @Test
    default void severalKeysMayHaveOneName() {
        TestTenant here = TestTenant.in(storage());
        insert(here, aKeyOf(here).named("same").build());
        insert(here, aKeyOf(here).named("same").build());

        assertThat(list(here, 10)).extracting(ApiKey::name).containsExactly("same", "same");
    }

    @Test
    default void insertShouldFailOnATakenId() {
        TestTenant here = TestTenant.in(storage());
        StoredApiKey key = aKeyOf(here).build();
        insert(here, key);
        StoredApiKey other = new StoredApiKey(key.key(), "cd".repeat(32));

        assertThatThrownBy(() -> insert(here, other)).isInstanceOf(AlreadyExists.class);

        assertThat(authenticate(here, key)).contains(key);
        assertThat(here.audit()).hasSize(1);
    }

    @Test
    default void whatIsAbsentShouldNotBeFound() {
        TestTenant here = TestTenant.in(storage());
        StoredApiKey absent = aKeyOf(here).build();

        assertThat(find(here, absent)).isEmpty();
        assertThat(authenticate(here, absent)).isEmpty();
        assertThat(revoke(here, absent)).isEmpty();
        assertThat(list(here, 10)).isEmpty();
        assertThat(here.audit()).isEmpty();
    }

    @Test
    default void authenticationShouldFindRevokedAndExpiredKeysOfAnyTenant() {
        TestTenant here = TestTenant.in(storage());
        TestTenant there = here.neighbour();
        StoredApiKey foreign = aKeyOf(there).build();
        StoredApiKey expired =
                aKeyOf(there).expiringAt(there.now().minusSeconds(1)).build();
        StoredApiKey revoked = aKeyOf(here).build();
        insert(there, foreign);
        insert(there, expired);
        insert(here, revoked);
        ApiKey after = revoke(here, revoked).orElseThrow();

        assertThat(authenticate(here, foreign)).contains(foreign);
        assertThat(authenticate(here, expired)).contains(expired);
        assertThat(authenticate(here, revoked)).contains(new StoredApiKey(after, revoked.secretHash()));
        assertThat(after.usableAt(here.now())).isFalse();
    }

    @Test
    default void authenticationShouldSeeARevocationAtOnce() {
        TestTenant here = TestTenant.in(storage());
        StoredApiKey key = aKeyOf(here).build();
        insert(here, key);
        assertThat(authenticate(here, key)).contains(key);

        ApiKey revoked = revoke(here, key).orElseThrow();

        assertThat(authenticate(here, key)).contains(new StoredApiKey(revoked, key.secretHash()));
    }

    @Test
    default void revokeShouldEndAKeyAtThatMoment() {
        TestTenant here = TestTenant.in(storage());
        StoredApiKey key = aKeyOf(here).limitedTo("users").build();
        insert(here, key);
        here.tick();

        ApiKey revoked = revoke(here, key).orElseThrow();

        assertThat(revoked.revokedAt()).contains(here.now());
        assertThat(revoked)
                .usingRecursiveComparison()
                .ignoringFields("revokedAt")
                .isEqualTo(key.key());
        assertThat(find(here, key)).contains(revoked);
    }

    @Test
    default void revokingAgainShouldChangeNothing() {
        TestTenant here = TestTenant.in(storage());
        StoredApiKey key = aKeyOf(here).build();
        insert(here, key);
        ApiKey first = revoke(here, key).orElseThrow();
        here.tick();

        assertThat(revoke(here, key)).contains(first);

        assertThat(find(here, key)).contains(first);
        assertThat(here.audit()).hasSize(2);
    }

    @Test
    default void ofConcurrentRevocationsExactlyOneShouldRevoke() {
        TestTenant here = TestTenant.in(storage());
        StoredApiKey key = aKeyOf(here).build();
        insert(here, key);
        Instant start = here.now();

        List<Race.Outcome<Optional<ApiKey>>> outcomes = Race.of(
                20,
                i -> storage()
                        .apiKeys()
                        .revoke(
                                here.scope(),
                                key.key().id(),
                                here.auditId(),
                                new Change(start.plusMillis(i), "test.revoke", Optional.empty())));

        assertThat(Race.failures(outcomes)).isEmpty();
        assertThat(Race.values(outcomes)).containsOnly(find(here, key));
        assertThat(here.audit()).hasSize(2);
    }

    @Test
    default void listShouldShowEveryKeyTheOldestIdFirst() {
        TestTenant here = TestTenant.in(storage());
        List<StoredApiKey> oldestFirst = Stream.of("d", "a", "c", "b", "e")
                .map(name -> aKeyOf(here).named(name).build())
                .toList();
        oldestFirst.reversed().forEach(key -> insert(here, key));
        revoke(here, oldestFirst.get(2));
        insert(
                here,
                aKeyOf(here)
                        .named("expired")
                        .expiringAt(here.now().minusSeconds(1))
                        .build());

        for (int size = 1; size <= 7; size++) {
            assertThat(list(here, size)).extracting(ApiKey::name).containsExactly("d", "a", "c", "b", "e", "expired");
        }
        assertThat(list(here, 10).get(2).revokedAt()).isPresent();
        assertThat(storage().apiKeys().list(here.scope(), PageRequest.first(6)).next())
                .isEmpty();
    }

    @Test
    default void eachChangeShouldBeAuditedOnce() {
        TestTenant here = TestTenant.in(storage());
        StoredApiKey key = aKeyOf(here).build();
        AuditEntryId insertion = Fresh.auditEntryId();
        AuditEntryId revocation = Fresh.auditEntryId();
        Scope bob = new Scope(here.id(), TestTenant.BOB, here.deadline(), "request-of-bob");

        storage().apiKeys().insert(bob, key, insertion, new Change(here.tick(), "key.create", Optional.empty()));
        storage()
                .apiKeys()
                .revoke(bob, key.key().id(), revocation, new Change(here.tick(), "key.revoke", Optional.empty()));

        List<AuditEntry> newestFirst = here.audit();
        AuditSubject subject = new AuditSubject(
                "api_key",
                key.key().id().value().toString(),
                Optional.of(key.key().id().value()),
                Optional.empty());
        assertThat(newestFirst)
                .containsExactly(
                        new AuditEntry(
                                revocation,
                                here.now(),
                                TestTenant.BOB,
                                "request-of-bob",
                                "key.revoke",
                                subject,
                                AuditOutcome.DONE,
                                Optional.empty()),
                        new AuditEntry(
                                insertion,
                                here.now().minusMillis(1),
                                TestTenant.BOB,
                                "request-of-bob",
                                "key.create",
                                subject,
                                AuditOutcome.DONE,
                                Optional.empty()));
    }

    @Test
    default void insertShouldReplayItsFirstOutcome() {
        TestTenant here = TestTenant.in(storage());
        StoredApiKey first = aKeyOf(here).named("first").build();
        insert(here, first, here.once("claim"));

        Written<ApiKey> again = insert(here, aKeyOf(here).named("again").build(), here.once("claim"));

        assertThat(again).isEqualTo(new Written<>(first.key(), true, true));
        assertThat(list(here, 10)).containsExactly(first.key());
        assertThat(here.audit()).hasSize(1);
        assertThatThrownBy(() -> insert(here, aKeyOf(here).build(), here.once("claim", "another fingerprint")))
                .isInstanceOf(IdempotencyMismatch.class);
    }

    @Test
    default void parallelInsertsOfOneClaimShouldMakeOneKey() {
        TestTenant here = TestTenant.in(storage());
        Change change = here.once("claim");

        List<Race.Outcome<Written<ApiKey>>> outcomes =
                Race.of(20, i -> insert(here, aKeyOf(here).named("key " + i).build(), change));

        assertThat(Race.failures(outcomes)).isEmpty();
        assertThat(Race.values(outcomes)).filteredOn(Written::replayed).hasSize(19);
        assertThat(Race.values(outcomes))
                .extracting(Written::value)
                .containsOnly(list(here, 10).getFirst());
        assertThat(list(here, 10)).hasSize(1);
    }

    @Test
    default void revokeShouldHappenOnceForAClaim() {
        TestTenant here = TestTenant.in(storage());
        StoredApiKey key = aKeyOf(here).build();
        StoredApiKey other = aKeyOf(here).build();
        insert(here, key);
        insert(here, other);
        here.tick();
        Optional<ApiKey> first = revoke(here, key, here.once("claim"));

        here.tick();
        assertThat(revoke(here, key, here.once("claim"))).isEqualTo(first);
        assertThatThrownBy(() -> revoke(here, other, here.once("claim", "another fingerprint")))
                .isInstanceOf(IdempotencyMismatch.class);
        assertThat(find(here, other)).contains(other.key());
        assertThat(here.audit()).hasSize(3);
    }

    @Test
    default void noMethodShouldReachAnotherTenantsKey() {
        TestTenant here = TestTenant.in(storage());
        TestTenant there = here.neighbour();
        StoredApiKey foreign = aKeyOf(there).build();
        insert(there, foreign);
        StoredApiKey mine = aKeyOf(here).build();
        insert(here, mine);

        assertThat(find(here, foreign)).isEmpty();
        assertThat(revoke(here, foreign)).isEmpty();
        assertThat(list(here, 1)).containsExactly(mine.key());
        assertThat(find(there, foreign)).contains(foreign.key());
        assertThat(there.audit()).hasSize(1);
        assertThat(here.audit()).hasSize(1);
    }

    @Test
    default void noMethodShouldDoAnythingAfterTheDeadline() {
        TestTenant here = TestTenant.in(storage());
        StoredApiKey key = aKeyOf(here).build();
        insert(here, key);
        assertThat(authenticate(here, key)).isPresent();
        ApiKeyRepository repository = storage().apiKeys();
        ApiKeyId id = key.key().id();
        List<ThrowingCallable> calls = List.of(
                () -> repository.findForAuthentication(id, here.late().deadline(), Staleness.NONE),
                () -> repository.insert(here.late(), aKeyOf(here).build(), here.auditId(), here.change()),
                () -> repository.revoke(here.late(), id, here.auditId(), here.change()),
                () -> repository.find(here.late(), id),
                () -> repository.list(here.late(), PageRequest.first(1)));

        calls.forEach(call -> assertThatThrownBy(call).isInstanceOf(DeadlineExceeded.class));

        assertThat(list(here, 10)).containsExactly(key.key());
    }

    private Written<ApiKey> insert(TestTenant tenant, StoredApiKey key) {
        return insert(tenant, key, tenant.change());
    }

    private Written<ApiKey> insert(TestTenant tenant, StoredApiKey key, Change change) {
        return storage().apiKeys().insert(tenant.scope(), key, tenant.auditId(), change);
    }

    private Optional<ApiKey> find(TestTenant tenant, StoredApiKey key) {
        return storage().apiKeys().find(tenant.scope(), key.key().id());
    }

    private Optional<StoredApiKey> authenticate(TestTenant tenant, StoredApiKey key) {
        return storage().apiKeys().findForAuthentication(key.key().id(), tenant.deadline(), Staleness.NONE);
    }

    private Optional<ApiKey> revoke(TestTenant tenant, StoredApiKey key) {
        return revoke(tenant, key, tenant.change());
    }

    private Optional<ApiKey> revoke(TestTenant tenant, StoredApiKey key, Change change) {
        return storage().apiKeys().revoke(tenant.scope(), key.key().id(), tenant.auditId(), change);
    }

    private List<ApiKey> list(TestTenant tenant, int pageSize) {
        return Pages.walk(pageSize, page -> storage().apiKeys().list(tenant.scope(), page));
    }
}
