package dev.holdfast.ports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.holdfast.domain.identity.Role;
import dev.holdfast.domain.shared.HostileTexts;
import dev.holdfast.domain.shared.InvalidInput;
import dev.holdfast.domain.shared.Violation;
import dev.holdfast.ports.identity.KeyDraft;
import dev.holdfast.ports.memory.MemoryQuery;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What callers say is checked before any use case begins, and so before anything of it is audited. */
final class InputsTest {
    @Test
    void aQueryShouldSayEverythingThatIsWrongWithIt() {
        InvalidInput invalid = catchThrowableOfType(
                InvalidInput.class,
                () -> new MemoryQuery(
                        Optional.empty(),
                        Optional.of("x".repeat(65)),
                        Optional.of(11),
                        Collections.nCopies(17, "nul\u0000"),
                        Optional.of(Instant.MAX),
                        Optional.of(Instant.MIN)));

        assertThat(invalid.violations())
                .extracting(Violation::pointer)
                .contains("/category", "/min_importance", "/tags", "/tags/0", "/tags/16", "/expires_before", "/as_of");
    }

    @Test
    void aQueryShouldTakeEveryTextThatCanBeStored() {
        HostileTexts.ALL.forEach(text -> assertThat(new MemoryQuery(
                                Optional.empty(),
                                Optional.of(text),
                                Optional.of(10),
                                List.of(text),
                                Optional.empty(),
                                Optional.empty())
                        .tags())
                .containsExactly(text));
    }

    @Test
    void timesShouldBeCutToTheMicrosecond() {
        Instant fine = Instant.parse("2026-03-01T12:00:00.123456999Z");
        MemoryQuery query = new MemoryQuery(
                Optional.empty(), Optional.empty(), Optional.empty(), List.of(), Optional.of(fine), Optional.of(fine));

        assertThat(query.asOf())
                .isEqualTo(query.expiresBefore())
                .contains(Instant.parse("2026-03-01T12:00:00.123456Z"));
    }

    @Test
    void aKeyShouldHaveANameThatCanBeAudited() {
        for (String name : List.of("", "x".repeat(101), "nul\u0000", "half\uD83D")) {
            assertThatThrownBy(() -> new KeyDraft(name, Role.READER, List.of(), Optional.empty()))
                    .isInstanceOf(InvalidInput.class);
        }
    }
}
