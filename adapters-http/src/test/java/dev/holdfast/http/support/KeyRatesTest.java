package dev.holdfast.http.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.domain.identity.Principal;
import dev.holdfast.domain.identity.Role;
import dev.holdfast.domain.shared.PrincipalId;
import dev.holdfast.domain.shared.TenantId;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class KeyRatesTest {
    private final AtomicLong now = new AtomicLong(1);
    private final KeyRates rates = new KeyRates(10, 3, now::get);

    private static Principal caller(String tenant, String name) {
        return new Principal(new PrincipalId(name), new TenantId(tenant), Role.READER, List.of());
    }

    private static final Principal ALICE = caller("acme", "key/a");

    private void refused(Principal caller) {
        assertThatThrownBy(() -> rates.take(caller))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.problem()).isEqualTo(Problem.RATE_LIMITED));
    }

    @Test
    void soManyShouldBeLetInAtOnceAndThenSoManyPerSecond() {
        for (int i = 0; i < 3; i++) {
            rates.take(ALICE);
        }
        refused(ALICE);

        now.addAndGet(Duration.ofMillis(99).toNanos());
        refused(ALICE);
        now.addAndGet(Duration.ofMillis(1).toNanos());
        rates.take(ALICE);
        refused(ALICE);
        now.addAndGet(Duration.ofHours(1).toNanos());
        for (int i = 0; i < 3; i++) {
            rates.take(ALICE);
        }
        refused(ALICE);
    }

    @Test
    void whatIsRefusedShouldNotCount() {
        for (int i = 0; i < 3; i++) {
            rates.take(ALICE);
        }
        for (int i = 0; i < 100; i++) {
            refused(ALICE);
        }
        now.addAndGet(Duration.ofMillis(100).toNanos());
        rates.take(ALICE);
    }

    @Test
    void callersShouldNotShareWhatTheyHave() {
        for (int i = 0; i < 3; i++) {
            rates.take(ALICE);
        }
        refused(ALICE);
        rates.take(caller("acme", "key/b"));
        rates.take(caller("other", "key/a"));
    }

    @Test
    void theAnswerShouldSayWhatIsLeft() {
        assertThat(rates.take(ALICE))
                .containsExactly(
                        new Header("RateLimit-Policy", "\"key\";q=3;w=1"), new Header("RateLimit", "\"key\";r=2;t=1"));
    }

    @Test
    void withoutABoundNothingShouldBeSaid() {
        for (int i = 0; i < 1_000; i++) {
            assertThat(KeyRates.NONE.take(ALICE)).isEmpty();
        }
    }
}
