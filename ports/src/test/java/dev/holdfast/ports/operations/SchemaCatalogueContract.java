package dev.holdfast.ports.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.operations.SchemaComparison;
import org.junit.jupiter.api.Test;

/** The laws of {@link SchemaCatalogue}, over a store that a server can work with. */
public interface SchemaCatalogueContract {
    /** The schema of a store that was brought up to date, and that nobody touched. */
    SchemaCatalogue schemaCatalogue();

    @Test
    default void aStoreThatNobodyTouchedShouldBeAsExpected() {
        SchemaComparison compared = schemaCatalogue().compare();

        assertThat(compared.drifts()).isEmpty();
        assertThat(compared.version()).isEqualTo(compared.expectedVersion());
        assertThat(compared.matches()).isTrue();
    }

    @Test
    default void comparingShouldChangeNothing() {
        assertThat(schemaCatalogue().compare()).isEqualTo(schemaCatalogue().compare());
    }
}
