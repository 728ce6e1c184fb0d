package dev.holdfast.domain.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the history of a store means to a program that brings three versions. */
final class SchemaStateTest {
    private static final Installation THEN =
            new Installation("postgres", Instant.parse("2026-01-31T12:00:00Z"), Duration.ofMillis(7));
    private static final List<KnownMigration> KNOWN =
            IntStream.rangeClosed(1, 3).mapToObj(SchemaStateTest::known).toList();

    private static KnownMigration known(int version) {
        return new KnownMigration(version, "step " + version, 100 + version);
    }

    private static InstalledMigration installed(int version) {
        return new InstalledMigration(version, "step " + version, 100 + version, THEN, true);
    }

    private static Rollback rollback(int version) {
        return new Rollback(version, "step " + version, THEN, THEN, version, version - 1, List.of());
    }

    private static SchemaState state(InstalledMigration... installed) {
        return SchemaState.of(KNOWN, List.of(installed), List.of());
    }

    private static void shouldBeUnsoundFor(SchemaState state, int version, MigrationState found, String words) {
        assertThat(state.isSound()).isFalse();
        assertThat(state.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.migration().version()).isEqualTo(version);
            assertThat(problem.migration().state()).isEqualTo(found);
            assertThat(problem.toString()).contains(words).contains("holdfast migrate");
        });
    }

    @Test
    void anEmptyStoreShouldWaitForEverything() {
        SchemaState state = state();

        assertThat(state.isSound()).isTrue();
        assertThat(state.current()).isZero();
        assertThat(state.newest()).isEqualTo(3);
        assertThat(state.waiting()).extracting(Migration::version).containsExactly(1, 2, 3);
        assertThat(state.migrations()).extracting(Migration::state).containsOnly(MigrationState.PENDING);
    }

    @Test
    void whatIsThereAndAsKnownShouldBeApplied() {
        SchemaState state = state(installed(1), installed(2));

        assertThat(state.isSound()).isTrue();
        assertThat(state.current()).isEqualTo(2);
        assertThat(state.migrations())
                .extracting(Migration::state)
                .containsExactly(MigrationState.APPLIED, MigrationState.APPLIED, MigrationState.PENDING);
        assertThat(state.migrations().getFirst().installation()).contains(THEN);
    }

    @Test
    void whatWasTakenBackShouldBeUndoneUntilItIsThereAgain() {
        SchemaState undone = SchemaState.of(KNOWN, List.of(installed(1), installed(2)), List.of(rollback(3)));
        SchemaState again =
                SchemaState.of(KNOWN, List.of(installed(1), installed(2), installed(3)), List.of(rollback(3)));

        assertThat(undone.isSound()).isTrue();
        assertThat(undone.migrations().getLast().state()).isEqualTo(MigrationState.UNDONE);
        assertThat(undone.waiting()).extracting(Migration::version).containsExactly(3);
        assertThat(again.migrations().getLast().state()).isEqualTo(MigrationState.APPLIED);
        assertThat(again.waiting()).isEmpty();
    }

    @Test
    void anotherChecksumOrNameShouldBeChanged() {
        shouldBeUnsoundFor(
                state(new InstalledMigration(1, "step 1", 1, THEN, true)),
                1,
                MigrationState.CHANGED,
                "its checksum is recorded as 1, this program's is 101");
        shouldBeUnsoundFor(
                state(new InstalledMigration(1, "another", 101, THEN, true)), 1, MigrationState.CHANGED, "step 1");
    }

    @Test
    void whatDidNotComeToItsEndShouldBeFailed() {
        SchemaState state = state(installed(1), new InstalledMigration(2, "step 2", 102, THEN, false));

        shouldBeUnsoundFor(state, 2, MigrationState.FAILED, "did not come to its end");
        assertThat(state.current()).isEqualTo(1);
    }

    @Test
    void whatANewerProgramBroughtShouldSayHowToGetRidOfIt() {
        SchemaState state =
                state(installed(1), installed(2), installed(3), new InstalledMigration(4, "tomorrow", 5, THEN, true));

        shouldBeUnsoundFor(state, 4, MigrationState.UNKNOWN, "holdfast migrate down --to 3");
        assertThat(state.current()).isEqualTo(4);
    }

    @Test
    void whatAnotherLineBroughtShouldBeUnknownToo() {
        SchemaState state = SchemaState.of(
                List.of(known(1), known(3)), List.of(installed(1), installed(2), installed(3)), List.of());

        assertThat(state.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.finding()).contains("step 2", "unknown"));
    }

    @Test
    void whatWasLeftOutShouldBeNamed() {
        shouldBeUnsoundFor(
                state(installed(1), installed(3)), 2, MigrationState.PENDING, "holdfast migrate down --to 1");
    }

    @Test
    void aVersionShouldBeAtLeastOne() {
        assertThatThrownBy(() -> new KnownMigration(0, "none", 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
