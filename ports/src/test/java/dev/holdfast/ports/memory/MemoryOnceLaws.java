package dev.holdfast.ports.memory;

import static dev.holdfast.domain.memory.Memories.aMemory;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.domain.memory.Memory;
import dev.holdfast.domain.memory.MemoryAddress;
import dev.holdfast.domain.shared.IdempotencyMismatch;
import dev.holdfast.domain.shared.Revision;
import dev.holdfast.domain.shared.Written;
import dev.holdfast.ports.StorageUnderTest;
import dev.holdfast.ports.TestServices;
import dev.holdfast.ports.shared.CallContext;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What happens to a change of memories that is asked for again. */
public interface MemoryOnceLaws {
    MemoryAddress ADDRESS = aMemory().build().address();

    StorageUnderTest storage();

    @Test
    default void aRequestShouldHappenOnceForItsIdempotencyKey() {
        TestServices here = TestServices.on(storage());
        CallContext call = TestServices.once(here.writer(), "key", "fingerprint");
        Written<Memory> first = here.memories().create(call, aMemory().build());
        here.tenant().tick();

        assertThat(here.memories().create(call, aMemory().build())).isEqualTo(new Written<>(first.value(), true, true));
        assertThatThrownBy(() -> here.memories().set(call, aMemory().build())).isInstanceOf(IdempotencyMismatch.class);
        assertThatThrownBy(() -> here.memories()
                        .create(
                                TestServices.once(here.writer(), "key", "other"),
                                aMemory().withKey("new").build()))
                .isInstanceOf(IdempotencyMismatch.class);
        assertThat(here.memories()
                        .create(
                                TestServices.once(here.admin(), "key", "other"),
                                aMemory().withKey("of another").build())
                        .replayed())
                .isFalse();

        here.tenant().clock().advance(Duration.ofHours(24));
        assertThat(here.memories().set(call, aMemory().build()).replayed()).isFalse();
    }

    @Test
    default void everyChangeShouldHonourAnIdempotencyKey() {
        TestServices here = TestServices.on(storage());
        here.memories().set(here.writer(), aMemory().build());

        for (int repetition = 0; repetition < 2; repetition++) {
            boolean replayed = repetition == 1;
            here.tenant().tick();
            assertThat(here.memories()
                            .update(once(here, "1"), aMemory().build(), Revision.FIRST)
                            .replayed())
                    .isEqualTo(replayed);
            here.memories().delete(once(here, "2"), ADDRESS, Optional.of(new Revision(2)));
            assertThat(here.memories().restore(once(here, "3"), ADDRESS).replayed())
                    .isEqualTo(replayed);
            assertThat(here.memories().set(once(here, "4"), aMemory().build()).replayed())
                    .isEqualTo(replayed);
            assertThat(here.memories()
                            .setAll(once(here, "5"), List.of(aMemory().build()))
                            .getFirst()
                            .replayed())
                    .isEqualTo(replayed);
        }
        assertThat(here.memories().get(here.writer(), ADDRESS, Optional.empty()).version())
                .isEqualTo(new Revision(6));
        assertThat(here.tenant().audit()).hasSize(6);
    }

    private static CallContext once(TestServices here, String key) {
        return TestServices.once(here.writer(), key, "fingerprint");
    }
}
