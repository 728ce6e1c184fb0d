package dev.holdfast.domain.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.domain.shared.PrincipalId;
import dev.holdfast.domain.shared.Revision;
import dev.holdfast.domain.shared.TenantId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class AuditChainTest {
    private static final TenantId TENANT = new TenantId("acme");
    private static final AuditEntry FIRST = new AuditEntry(
            id("0195527a-1c00-7000-8000-000000000001"),
            Instant.parse("2026-03-01T12:00:00.123456Z"),
            new PrincipalId("key/alice"),
            "request-1",
            "memory.set",
            new AuditSubject(
                    "memory",
                    "users/1/t\u00e9\uD83D\uDE00",
                    Optional.of(UUID.fromString("0195527a-1c00-7000-8000-0000000000aa")),
                    Optional.of(new Revision(3))),
            AuditOutcome.DONE,
            Optional.empty());
    private static final AuditEntry SECOND = new AuditEntry(
            id("0195527a-1c00-7000-8000-000000000002"),
            FIRST.at(),
            PrincipalId.system("sealer"),
            "request-2",
            "key.use",
            AuditSubject.named("api_key", "k"),
            AuditOutcome.REFUSED,
            Optional.empty());

    @Test
    void theRuleShouldNeverChange() {
        // Computed apart from this code. When this fails, no chain that was sealed before can be verified any more.
        AuditSeal first = chain().next(TENANT, AuditSeal.ORIGIN, FIRST);
        AuditSeal second = chain().next(TENANT, first, SECOND);

        assertThat(first)
                .isEqualTo(new AuditSeal(1, "e423a120397aca7778ee7fc9069aa3d7e638d028939dc64c971b4f831ee12666"));
        assertThat(second)
                .isEqualTo(new AuditSeal(2, "8404ab043ac5d59591570aa661f6b201ac737373abf058d8d1cdcb21d240dbe7"));
    }

    @Test
    void theSealOfAnEntryShouldNotDependOnTheOneItCarries() {
        AuditEntry resealed = FIRST.sealedWith(new AuditSeal(9, "ab".repeat(32)));

        assertThat(seal(resealed)).isEqualTo(seal(FIRST));
        assertThat(resealed.unsealed()).isEqualTo(FIRST);
    }

    @Test
    void everyAlterationShouldChangeTheHash() {
        AuditSubject subject = FIRST.subject();
        List<AuditEntry> altered = List.of(
                altered(
                        SECOND.id(),
                        FIRST.at(),
                        FIRST.principal(),
                        "request-1",
                        "memory.set",
                        subject,
                        AuditOutcome.DONE),
                altered(
                        FIRST.id(),
                        FIRST.at().plusNanos(1_000),
                        FIRST.principal(),
                        "request-1",
                        "memory.set",
                        subject,
                        AuditOutcome.DONE),
                altered(
                        FIRST.id(),
                        FIRST.at(),
                        new PrincipalId("key/bob"),
                        "request-1",
                        "memory.set",
                        subject,
                        AuditOutcome.DONE),
                altered(
                        FIRST.id(),
                        FIRST.at(),
                        FIRST.principal(),
                        "request-2",
                        "memory.set",
                        subject,
                        AuditOutcome.DONE),
                altered(
                        FIRST.id(),
                        FIRST.at(),
                        FIRST.principal(),
                        "request-1",
                        "memory.get",
                        subject,
                        AuditOutcome.DONE),
                altered(
                        FIRST.id(),
                        FIRST.at(),
                        FIRST.principal(),
                        "request-1",
                        "memory.set",
                        subject,
                        AuditOutcome.REFUSED),
                about(new AuditSubject("memorx", subject.name(), subject.id(), subject.version())),
                about(new AuditSubject("memory", subject.name() + "!", subject.id(), subject.version())),
                about(new AuditSubject("memory", subject.name(), Optional.empty(), subject.version())),
                about(new AuditSubject("memory", subject.name(), Optional.of(new UUID(0, 0)), subject.version())),
                about(new AuditSubject("memory", subject.name(), subject.id(), Optional.empty())),
                about(new AuditSubject("memory", subject.name(), subject.id(), Optional.of(new Revision(4)))));
        List<String> hashes = new ArrayList<>(List.of(seal(FIRST).hash()));

        altered.forEach(entry -> hashes.add(seal(entry).hash()));

        assertThat(hashes).doesNotHaveDuplicates();
    }

    @Test
    void movingTextFromOneFieldToTheNextShouldChangeTheHash() {
        assertThat(seal(about(AuditSubject.named("ab", "c")))).isNotEqualTo(seal(about(AuditSubject.named("a", "bc"))));
        assertThat(seal(altered(
                        FIRST.id(), FIRST.at(), FIRST.principal(), "ab", "c", FIRST.subject(), AuditOutcome.DONE)))
                .isNotEqualTo(seal(altered(
                        FIRST.id(), FIRST.at(), FIRST.principal(), "a", "bc", FIRST.subject(), AuditOutcome.DONE)));
    }

    @Test
    void theHashShouldDependOnThePlaceTheTenantAndTheSecret() {
        AuditSeal seal = seal(FIRST);
        AuditChain other = new AuditChain("another secret of at least 32 bytes".getBytes(StandardCharsets.US_ASCII));

        assertThat(chain().next(TENANT, seal, FIRST).hash()).isNotEqualTo(seal.hash());
        assertThat(chain().next(TENANT, new AuditSeal(0, "1".repeat(64)), FIRST).hash())
                .isNotEqualTo(seal.hash());
        assertThat(chain().next(TENANT, new AuditSeal(1, AuditSeal.ORIGIN.hash()), FIRST)
                        .hash())
                .isNotEqualTo(seal.hash());
        assertThat(chain().next(new TenantId("acmf"), AuditSeal.ORIGIN, FIRST).hash())
                .isNotEqualTo(seal.hash());
        assertThat(other.next(TENANT, AuditSeal.ORIGIN, FIRST).hash()).isNotEqualTo(seal.hash());
    }

    @Test
    void aShortSecretShouldBeRefused() {
        assertThatThrownBy(() -> new AuditChain(new byte[31])).isInstanceOf(IllegalArgumentException.class);
    }

    private static AuditChain chain() {
        byte[] secret = new byte[32];
        for (int i = 0; i < secret.length; i++) {
            secret[i] = (byte) i;
        }
        return new AuditChain(secret);
    }

    private static AuditSeal seal(AuditEntry entry) {
        return chain().next(TENANT, AuditSeal.ORIGIN, entry);
    }

    private static AuditEntry about(AuditSubject subject) {
        return altered(
                FIRST.id(), FIRST.at(), FIRST.principal(), FIRST.requestId(), FIRST.action(), subject, FIRST.outcome());
    }

    private static AuditEntry altered(
            AuditEntryId id,
            Instant at,
            PrincipalId principal,
            String requestId,
            String action,
            AuditSubject subject,
            AuditOutcome outcome) {
        return new AuditEntry(id, at, principal, requestId, action, subject, outcome, Optional.empty());
    }

    private static AuditEntryId id(String uuid) {
        return new AuditEntryId(UUID.fromString(uuid));
    }
}
