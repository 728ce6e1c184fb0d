package dev.holdfast.ports.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.operations.Migration;
import dev.holdfast.domain.operations.MigrationState;
import dev.holdfast.domain.operations.SchemaState;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The laws of {@link SchemaHistory}, over a store that a server can work with. */
public interface SchemaHistoryContract {
    /** The history of a store that was brought up to date. */
    SchemaHistory schemaHistory();

    @Test
    default void aStoreThatIsUpToDateShouldBeSoundAndWaitForNothing() {
        SchemaState state = schemaHistory().state();

        assertThat(state.problems()).isEmpty();
        assertThat(state.isSound()).isTrue();
        assertThat(state.waiting()).isEmpty();
        assertThat(state.current()).isEqualTo(state.newest());
    }

    @Test
    default void everyVersionShouldBeListedOnceTheOldestFirst() {
        SchemaState state = schemaHistory().state();

        assertThat(state.migrations())
                .extracting(Migration::version)
                .isSorted()
                .doesNotHaveDuplicates()
                .hasSize(state.newest());
    }

    @Test
    default void whatIsThereShouldSayByWhomAndSinceWhen() {
        assertThat(schemaHistory().state().migrations()).allSatisfy(migration -> {
            assertThat(migration.state()).isEqualTo(MigrationState.APPLIED);
            assertThat(migration.installation().orElseThrow().by()).isNotBlank();
            assertThat(migration.installation().orElseThrow().took()).isGreaterThanOrEqualTo(Duration.ZERO);
        });
    }

    @Test
    default void askingShouldChangeNothing() {
        assertThat(schemaHistory().state()).isEqualTo(schemaHistory().state());
    }
}
