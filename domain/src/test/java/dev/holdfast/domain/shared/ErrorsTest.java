package dev.holdfast.domain.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The codes are what clients switch over: they never change, and none is used twice. */
final class ErrorsTest {
    private final Throwable cause = new IllegalStateException("SELECT secret FROM db");

    private final List<DomainException> refusals = List.of(
            new AlreadyExists("memory a/b"),
            new IdempotencyMismatch(),
            InvalidInput.of("/key", "too_long", "too long"),
            new LimitExceeded("a batch", 1_000),
            new NotAuthenticated(),
            new NotFound("memory a/b"),
            new NotPermitted("not you"),
            new StaleVersion("memory a/b", new Revision(1), Optional.of(new Revision(2))));

    private final List<StoreException> failures = List.of(
            new DeadlineExceeded(cause),
            new OutcomeUnknown(cause),
            new StoreBusy(cause),
            new StoreFault(cause),
            new StoreFull(cause),
            new StoreLocked(cause),
            new StoreUnavailable(cause),
            new IssuerUnavailable(cause),
            new TooStale(cause));

    @Test
    void everyRefusalShouldHaveItsCode() {
        assertThat(refusals)
                .extracting(DomainException::code)
                .containsExactly(
                        "already_exists",
                        "idempotency_mismatch",
                        "invalid_input",
                        "limit_exceeded",
                        "not_authenticated",
                        "not_found",
                        "not_permitted",
                        "stale_version");
        assertThat(kinds(refusals)).isEqualTo(Set.of(DomainException.class.getPermittedSubclasses()));
    }

    @Test
    void everyFailureShouldHaveItsCodeAndSayWhetherToRepeat() {
        assertThat(failures)
                .extracting(StoreException::code)
                .containsExactly(
                        "deadline_exceeded",
                        "outcome_unknown",
                        "conflict_retry",
                        "internal",
                        "store_full",
                        "locked",
                        "unavailable",
                        "unavailable",
                        "too_stale");
        assertThat(failures)
                .extracting(StoreException::retryable)
                .containsExactly(true, true, true, false, false, true, true, true, true);
        assertThat(kinds(failures)).isEqualTo(Set.of(StoreException.class.getPermittedSubclasses()));
    }

    @Test
    void noFailureShouldShowItsCause() {
        assertThat(failures).allSatisfy(failure -> {
            assertThat(failure.getMessage()).isNotBlank().doesNotContain("SELECT");
            assertThat(failure).hasCause(cause);
        });
    }

    @Test
    void aRefusalShouldNotPayForAStackTrace() {
        assertThat(refusals).allSatisfy(refusal -> {
            assertThat(refusal.getStackTrace()).isEmpty();
            assertThat(refusal.getMessage()).isNotBlank();
        });
    }

    @Test
    void aStaleVersionShouldSayWhichOneIsThere() {
        StaleVersion stale = new StaleVersion("memory a/b", new Revision(1), Optional.of(new Revision(2)));

        assertThat(stale.current()).contains(new Revision(2));
        assertThat(stale).hasMessageContaining("not at version 1 but at 2");
    }

    private static Set<Class<?>> kinds(List<? extends Throwable> errors) {
        Set<Class<?>> kinds = new HashSet<>();
        errors.forEach(error -> kinds.add(error.getClass()));
        return kinds;
    }
}
