package dev.holdfast.domain.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The small values: a line of rule each. */
final class ValuesTest {
    @ParameterizedTest
    @ValueSource(strings = {"a", "0", "acme", "a-b-", "0123456789-abcdefghijklmnopqrstuvwxyz"})
    void aTenantShouldBeAShortReadableName(String value) {
        assertThat(new TenantId(value)).hasToString(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-a", "A", "a_b", "a b", "a/b", "\u00e4", "a\n", "a'--"})
    void aTenantShouldBeNothingElse(String value) {
        assertThatThrownBy(() -> new TenantId(value)).isInstanceOf(InvalidInput.class);
    }

    @Test
    void aTenantShouldHaveAtMost63Characters() {
        assertThat(new TenantId("x".repeat(63)).value()).hasSize(63);
        assertThatThrownBy(() -> new TenantId("x".repeat(64))).isInstanceOf(InvalidInput.class);
    }

    @Test
    void aVersionShouldBeginAtOneAndGoUpByOne() {
        assertThat(Revision.FIRST.next())
                .isEqualTo(new Revision(2))
                .isGreaterThan(Revision.FIRST)
                .hasToString("2");
        assertThatThrownBy(() -> new Revision(0)).isInstanceOf(InvalidInput.class);
    }

    @Test
    void aPrincipalShouldHave1To200Characters() {
        assertThat(PrincipalId.system("sealer")).hasToString("system/sealer");
        assertThat(new PrincipalId("\uD83D\uDE00".repeat(200)).value()).hasSize(400);
        for (String wrong : List.of("", "x".repeat(201), "\u0000", "\uD83D")) {
            assertThatThrownBy(() -> new PrincipalId(wrong)).isInstanceOf(InvalidInput.class);
        }
    }

    @Test
    void aSecretShouldShowItselfOnlyWhenAsked() {
        Secret secret = new Secret("sesame");

        assertThat(secret.reveal()).isEqualTo("sesame");
        assertThat(secret.toString()).isEqualTo("[redacted]");
        assertThat("%s %s".formatted(secret, List.of(secret))).doesNotContain("sesame");
    }

    @Test
    void timesShouldBeCutToTheMicrosecond() {
        Instant fine = Instant.parse("2026-03-01T12:00:00.123456999Z");

        assertThat(Moments.toMicros(fine)).isEqualTo(Instant.parse("2026-03-01T12:00:00.123456Z"));
        assertThat(Moments.toMicros(Optional.of(fine))).contains(Moments.toMicros(fine));
        assertThat(Moments.toMicros(Optional.empty())).isEmpty();
    }

    @Test
    void timesShouldLieInTheYears1To9999() {
        assertThat(Moments.check("/at", Optional.empty())).isEmpty();
        assertThat(Moments.check("/at", Optional.of(Moments.MIN))).isEmpty();
        assertThat(Moments.check("/at", Optional.of(Moments.MAX))).isEmpty();
        assertThat(Moments.check("/at", Optional.of(Moments.MIN.minusNanos(1)))).isPresent();
        assertThat(Moments.check("/at", Optional.of(Instant.parse("+10000-01-01T00:00:00Z"))))
                .isPresent();
    }

    @Test
    void aClaimShouldServeOnlyTheRequestItWasMadeFor() {
        IdempotencyClaim claim = new IdempotencyClaim("key", "memory.set", "abc", Instant.EPOCH);

        claim.requireSame("memory.set", "abc");
        assertThatThrownBy(() -> claim.requireSame("memory.delete", "abc")).isInstanceOf(IdempotencyMismatch.class);
        assertThatThrownBy(() -> claim.requireSame("memory.set", "abd")).isInstanceOf(IdempotencyMismatch.class);
    }

    @Test
    void theKeyOfAClaimShouldHave1To255Characters() {
        assertThat(new IdempotencyClaim("k".repeat(255), "a", "b", Instant.EPOCH).key())
                .hasSize(255);
        for (String wrong : List.of("", "k".repeat(256), "\u0000", "\uDE00")) {
            assertThatThrownBy(() -> new IdempotencyClaim(wrong, "a", "b", Instant.EPOCH))
                    .isInstanceOf(InvalidInput.class);
        }
    }

    @Test
    void violationsShouldBeCollectedBeforeAnyIsThrown() {
        Violations violations = new Violations()
                .addIf(true, "/a", "x", "first")
                .addIf(false, "/b", "y", "never")
                .add(Optional.empty())
                .add(Optional.of(new Violation("", "z", "of the whole")));

        assertThatThrownBy(violations::throwIfAny)
                .isInstanceOf(InvalidInput.class)
                .hasMessage("/a: first; of the whole");
        new Violations().throwIfAny();
    }

    @Test
    void violationsShouldBeMovedUnderWhatTheyArePartOf() {
        InvalidInput inner = InvalidInput.of("/key", "x", "wrong");

        assertThat(inner.under("/memories/3").violations())
                .containsExactly(new Violation("/memories/3/key", "x", "wrong"));
    }
}
