package dev.holdfast.ports.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.Fresh;
import dev.holdfast.domain.operations.RetentionKind;
import dev.holdfast.domain.operations.RetiredRow;
import dev.holdfast.ports.operations.RetentionArchive.Run;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every law of {@link RetentionArchive}. */
public interface RetentionArchiveContract {
    RetentionArchive archive();

    /** The contents that can be read of a run, in the order in which they were written, whether or not it was finished. */
    List<String> kept(Run run);

    /** Whether a run was finished, and its proof holds. */
    boolean isWhole(Run run);

    @Test
    default void whatWasWrittenShouldBeKeptInItsOrder() {
        Run run = run();
        archive().write(run, List.of(row("one"), row("two \u00e9\n\"")));
        archive().write(run, List.of(row("three")));
        archive().finish(run);

        assertThat(kept(run)).containsExactly("one", "two \u00e9\n\"", "three");
        assertThat(isWhole(run)).isTrue();
    }

    @Test
    default void whatWasWrittenShouldBeKeptBeforeTheRunIsFinished() {
        Run run = run();
        archive().write(run, List.of(row("one")));
        archive().write(run, List.of(row("two")));

        assertThat(kept(run)).containsExactly("one", "two");
        assertThat(isWhole(run)).isFalse();
    }

    @Test
    default void aRunThatRemovedNothingShouldLeaveNothing() {
        Run run = run();
        archive().finish(run);

        assertThat(kept(run)).isEmpty();
        assertThat(isWhole(run)).isFalse();
    }

    @Test
    default void runsShouldBeKeptApart() {
        Run one = run();
        Run other = run();
        archive().write(one, List.of(row("one")));
        archive().write(other, List.of(row("other")));
        archive().finish(one);

        assertThat(kept(one)).containsExactly("one");
        assertThat(kept(other)).containsExactly("other");
        assertThat(isWhole(one)).isTrue();
        assertThat(isWhole(other)).isFalse();
    }

    private static Run run() {
        return new Run(Fresh.uuid(), Fresh.tenantId(), Instant.parse("2026-03-01T12:00:00Z"));
    }

    private static RetiredRow row(String content) {
        return new RetiredRow(RetentionKind.MEMORIES, new RetiredRow.Name(Fresh.uuid(), 3), Map.of("content", content));
    }
}
