package dev.holdfast.domain.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.domain.Fresh;
import dev.holdfast.domain.shared.InvalidInput;
import dev.holdfast.domain.shared.Namespace;
import dev.holdfast.domain.shared.PrincipalId;
import dev.holdfast.domain.shared.TenantId;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Roles, reach and the life of a key. */
final class IdentityTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final PrincipalId SOMEONE = new PrincipalId("key/someone");
    private static final TenantId TENANT = new TenantId("acme");

    @Test
    void everyRoleShouldHaveExactlyItsPermissions() {
        assertThat(Role.ADMIN.permissions()).containsExactlyInAnyOrder(Permission.values());
        assertThat(Role.WRITER.permissions())
                .containsExactlyInAnyOrder(
                        Permission.SELF_READ,
                        Permission.MEMORY_READ,
                        Permission.MEMORY_WRITE,
                        Permission.KNOWLEDGE_READ,
                        Permission.KNOWLEDGE_WRITE,
                        Permission.EMBEDDINGS_READ,
                        Permission.EMBEDDINGS_WRITE);
        assertThat(Role.READER.permissions())
                .containsExactlyInAnyOrder(
                        Permission.SELF_READ,
                        Permission.MEMORY_READ,
                        Permission.KNOWLEDGE_READ,
                        Permission.EMBEDDINGS_READ);
    }

    @Test
    void permissionsShouldHaveNamesThatNeverChange() {
        assertThat(Permission.values())
                .extracting(Permission::wireName)
                .containsExactly(
                        "memory:read",
                        "memory:write",
                        "knowledge:read",
                        "knowledge:write",
                        "embeddings:read",
                        "embeddings:write",
                        "embeddings:manage",
                        "audit:read",
                        "keys:manage",
                        "database:query",
                        "retention:manage",
                        "self:read");
    }

    @Test
    void aPrincipalWithoutLimitsShouldReachEverything() {
        Principal principal = limitedTo();

        assertThat(principal.mayReach(new Namespace("anything/at/all"))).isTrue();
        assertThat(principal.reachableWithin(new Namespace("users"))).containsExactly(new Namespace("users"));
    }

    @Test
    void aLimitedPrincipalShouldReachItsSubtreesByWholeSegments() {
        Principal principal = limitedTo("users/1", "shared");

        assertThat(principal.mayReach(new Namespace("users/1"))).isTrue();
        assertThat(principal.mayReach(new Namespace("users/1/notes"))).isTrue();
        assertThat(principal.mayReach(new Namespace("shared/team"))).isTrue();
        assertThat(principal.mayReach(new Namespace("users/10"))).isFalse();
        assertThat(principal.mayReach(new Namespace("users"))).isFalse();
        assertThat(principal.mayReach(new Namespace("share"))).isFalse();
    }

    @Test
    void whatIsReachableWithinASubtreeShouldBeTheSubtreeOrTheLimitsBelowIt() {
        Principal principal = limitedTo("users/1", "users/2/notes", "shared");

        assertThat(principal.reachableWithin(new Namespace("users/1"))).containsExactly(new Namespace("users/1"));
        assertThat(principal.reachableWithin(new Namespace("users/1/x"))).containsExactly(new Namespace("users/1/x"));
        assertThat(principal.reachableWithin(new Namespace("users")))
                .containsExactly(new Namespace("users/1"), new Namespace("users/2/notes"));
        assertThat(principal.reachableWithin(new Namespace("users/2"))).containsExactly(new Namespace("users/2/notes"));
        assertThat(principal.reachableWithin(new Namespace("users/10"))).isEmpty();
        assertThat(principal.reachableWithin(new Namespace("share"))).isEmpty();
    }

    @Test
    void nothingReachableWithinASubtreeShouldLieOutsideIt() {
        Principal principal = limitedTo("a", "a/b", "b/c", "c");
        for (Namespace asked : Stream.of("a", "a/b", "a/b/c", "b", "b/c/d", "d")
                .map(Namespace::new)
                .toList()) {
            assertThat(principal.reachableWithin(asked)).allSatisfy(part -> {
                assertThat(asked.contains(part)).isTrue();
                assertThat(principal.mayReach(part)).isTrue();
            });
        }
    }

    @Test
    void theServerItselfShouldBeAnAdministratorOfTheTenantItWorksIn() {
        assertThat(Principal.system(TENANT, "sealer"))
                .isEqualTo(new Principal(PrincipalId.system("sealer"), TENANT, Role.ADMIN, List.of()));
    }

    @Test
    void aKeyShouldBeUsableUntilItExpiresOrIsRevoked() {
        assertThat(key(Optional.empty(), Optional.empty()).usableAt(NOW)).isTrue();
        assertThat(key(Optional.of(NOW.plusNanos(1_000)), Optional.empty()).usableAt(NOW))
                .isTrue();
        assertThat(key(Optional.of(NOW), Optional.empty()).usableAt(NOW)).isFalse();
        assertThat(key(Optional.empty(), Optional.of(NOW)).usableAt(NOW)).isFalse();
        // Revoked is revoked, whatever the clock of this server says.
        assertThat(key(Optional.empty(), Optional.of(NOW.plusSeconds(60))).usableAt(NOW))
                .isFalse();
    }

    @Test
    void aKeyShouldActAsThePrincipalOfItsId() {
        ApiKey key = key(Optional.empty(), Optional.empty());

        assertThat(key.principal())
                .isEqualTo(new Principal(new PrincipalId("key/" + key.id().value()), TENANT, Role.WRITER, List.of()));
    }

    @Test
    void aKeyShouldBeBounded() {
        assertThatThrownBy(() -> key("", List.of())).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> key("x".repeat(101), List.of())).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> key("nul\u0000", List.of())).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> key("x", Collections.nCopies(33, new Namespace("a"))))
                .isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> key(Optional.of(Instant.MAX), Optional.empty()))
                .isInstanceOf(InvalidInput.class);
        assertThat(key("\uD83D\uDE00".repeat(100), Collections.nCopies(32, new Namespace("a")))
                        .namespaces())
                .hasSize(32);
    }

    private static Principal limitedTo(String... namespaces) {
        return new Principal(
                SOMEONE,
                TENANT,
                Role.WRITER,
                Stream.of(namespaces).map(Namespace::new).toList());
    }

    private static ApiKey key(Optional<Instant> expiresAt, Optional<Instant> revokedAt) {
        return new ApiKey(Fresh.apiKeyId(), TENANT, "key", Role.WRITER, List.of(), NOW, SOMEONE, expiresAt, revokedAt);
    }

    private static ApiKey key(String name, List<Namespace> namespaces) {
        return new ApiKey(
                Fresh.apiKeyId(),
                TENANT,
                name,
                Role.WRITER,
                namespaces,
                NOW,
                SOMEONE,
                Optional.empty(),
                Optional.empty());
    }
}
