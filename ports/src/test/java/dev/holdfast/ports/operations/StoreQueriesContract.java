package dev.holdfast.ports.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.domain.TestTenant;
import dev.holdfast.domain.shared.InvalidInput;
import dev.holdfast.ports.StorageUnderTest;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The laws of {@link StoreQueries} that also hold for a store without a language. */
public interface StoreQueriesContract {
    StorageUnderTest storage();

    /** The questions of that storage. */
    StoreQueries queries();

    @Test
    default void whatIsNotUnderstoodShouldBeRefusedInOurWords() {
        TestTenant tenant = TestTenant.in(storage());

        assertThatThrownBy(() -> queries().answer(tenant.scope(), new StoreQuery("Which tea, please?", List.of(), 10)))
                .isInstanceOfSatisfying(
                        InvalidInput.class,
                        refused -> assertThat(refused.violations())
                                .singleElement()
                                .satisfies(violation -> {
                                    assertThat(violation.pointer()).isEqualTo("/sql");
                                    assertThat(violation.message()).doesNotContain("Which", "tea");
                                }));
    }

    @Test
    default void aQueryShouldHaveBounds() {
        assertThatThrownBy(() -> new StoreQuery(" ", List.of("a\u0000"), 0))
                .isInstanceOfSatisfying(
                        InvalidInput.class,
                        refused -> assertThat(refused.violations())
                                .extracting(violation -> violation.pointer())
                                .containsExactlyInAnyOrder("/sql", "/limit", "/parameters/0"));
        assertThatThrownBy(() -> new StoreQuery("x".repeat(StoreQuery.MAX_TEXT + 1), List.of(), 1))
                .isInstanceOf(InvalidInput.class);
    }
}
