package dev.holdfast.domain.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.holdfast.domain.shared.InvalidInput;
import dev.holdfast.domain.shared.Violation;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class AuditFilterTest {
    @Test
    void shouldSayAllThatNoStoreCouldCompareWith() {
        InvalidInput invalid = catchThrowableOfType(
                InvalidInput.class,
                () -> new AuditFilter(
                        Optional.of("nul\u0000"),
                        Optional.empty(),
                        Optional.of("half\uD83D"),
                        Optional.empty(),
                        Optional.of(Instant.MIN),
                        Optional.of(Instant.MAX)));

        assertThat(invalid.violations())
                .extracting(Violation::pointer)
                .containsExactly("/action", "/subject", "/from", "/to");
    }

    @Test
    void timesShouldBeCutToTheMicrosecond() {
        Instant fine = Instant.parse("2026-03-01T12:00:00.123456999Z");
        AuditFilter filter = new AuditFilter(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(fine),
                Optional.of(fine));

        assertThat(filter.from()).isEqualTo(filter.to()).contains(Instant.parse("2026-03-01T12:00:00.123456Z"));
    }
}
