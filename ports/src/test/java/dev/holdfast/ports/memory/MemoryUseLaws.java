package dev.holdfast.ports.memory;

import static dev.holdfast.domain.memory.Memories.aMemory;
import static dev.holdfast.ports.memory.MemoryCalls.keys;
import static dev.holdfast.ports.memory.MemoryCalls.violations;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.holdfast.domain.audit.AuditEntry;
import dev.holdfast.domain.memory.Memories;
import dev.holdfast.domain.memory.Memory;
import dev.holdfast.domain.memory.MemoryAddress;
import dev.holdfast.domain.memory.MemoryDraft;
import dev.holdfast.domain.memory.MemoryRevision;
import dev.holdfast.domain.shared.AlreadyExists;
import dev.holdfast.domain.shared.LimitExceeded;
import dev.holdfast.domain.shared.NotFound;
import dev.holdfast.domain.shared.PageRequest;
import dev.holdfast.domain.shared.Pages;
import dev.holdfast.domain.shared.PrincipalId;
import dev.holdfast.domain.shared.Revision;
import dev.holdfast.domain.shared.StaleVersion;
import dev.holdfast.domain.shared.Violation;
import dev.holdfast.domain.shared.Written;
import dev.holdfast.ports.StorageUnderTest;
import dev.holdfast.ports.TestServices;
import dev.holdfast.ports.shared.CallContext;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What each use case of {@link MemoryService} does, and what it refuses. */
public interface MemoryUseLaws {
    MemoryAddress ADDRESS = aMemory().build().address();

    StorageUnderTest storage();

    @Test
    default void aMemoryShouldGoThroughItsWholeLife() {
        TestServices here = TestServices.on(storage());
        CallContext call = here.writer();
        Instant began = here.tenant().now();

        Written<Memory> set =
                here.memories().set(call, aMemory().withContent("first").build());
        here.tenant().tick();
        Written<Memory> replaced =
                here.memories().set(call, aMemory().withContent("second").build());
        here.tenant().tick();
        Written<Memory> updated =
                here.memories().update(call, aMemory().withContent("third").build(), new Revision(2));
        here.tenant().tick();
        here.memories().delete(call, ADDRESS, Optional.of(new Revision(3)));
        assertThatThrownBy(() -> here.memories().get(call, ADDRESS, Optional.empty()))
                .isInstanceOf(NotFound.class);
        here.tenant().tick();
        Written<Memory> restored = here.memories().restore(call, ADDRESS);

        assertThat(set.created()).isTrue();
        assertThat(set.value().createdBy()).isEqualTo(new PrincipalId("key/writer"));
        assertThat(replaced.created()).isFalse();
        assertThat(updated.value().version()).isEqualTo(new Revision(3));
        assertThat(restored.value().content()).isEqualTo("third");
        assertThat(here.memories().get(call, ADDRESS, Optional.empty())).isEqualTo(restored.value());
        assertThat(here.memories().get(call, ADDRESS, Optional.of(began))).isEqualTo(set.value());
        assertThat(here.memories()
                        .revisions(call, ADDRESS, PageRequest.first(10))
                        .items())
                .extracting(MemoryRevision::deleted)
                .containsExactly(false, true, false, false, false);
        assertThat(here.tenant().audit())
                .extracting(AuditEntry::action)
                .containsExactly("memory.restore", "memory.delete", "memory.update", "memory.set", "memory.set");
    }

    @Test
    default void createShouldNeverReplace() {
        TestServices here = TestServices.on(storage());
        Written<Memory> created =
                here.memories().create(here.writer(), aMemory().build());

        assertThat(created.created()).isTrue();
        assertThatThrownBy(() -> here.memories()
                        .create(here.writer(), aMemory().withContent("other").build()))
                .isInstanceOf(AlreadyExists.class);
        assertThat(here.memories().get(here.writer(), ADDRESS, Optional.empty()))
                .isEqualTo(created.value());
        assertThat(here.tenant().audit()).extracting(AuditEntry::action).containsExactly("memory.create");
    }

    @Test
    default void updateAndDeleteShouldFailOnStaleVersion() {
        TestServices here = TestServices.on(storage());
        here.memories().set(here.writer(), aMemory().build());
        here.memories().set(here.writer(), aMemory().build());

        assertThatThrownBy(() -> here.memories().update(here.writer(), aMemory().build(), Revision.FIRST))
                .isInstanceOf(StaleVersion.class);
        assertThatThrownBy(() -> here.memories().delete(here.writer(), ADDRESS, Optional.of(Revision.FIRST)))
                .isInstanceOf(StaleVersion.class);
    }

    @Test
    default void timesShouldBeKeptToTheMicrosecondWhateverTheClockShows() {
        TestServices here = TestServices.on(storage());
        here.tenant().clock().set(Instant.parse("2026-03-01T12:00:00.123456789Z"));

        Memory memory = here.memories().set(here.writer(), aMemory().build()).value();

        assertThat(memory.recordedAt()).isEqualTo(Instant.parse("2026-03-01T12:00:00.123456Z"));
        assertThat(here.memories().get(here.writer(), ADDRESS, Optional.empty()))
                .isEqualTo(memory);
        assertThat(here.memories()
                        .get(here.writer(), ADDRESS, Optional.of(here.tenant().now())))
                .isEqualTo(memory);
        assertThat(here.tenant().audit()).extracting(AuditEntry::at).containsExactly(memory.recordedAt());
    }

    @Test
    default void whatIsAnotherTenantsShouldBeAnsweredExactlyLikeWhatIsAbsent() {
        TestServices here = TestServices.on(storage());
        TestServices there = here.neighbour(storage());
        there.memories().set(there.writer(), aMemory().build());
        there.memories().set(there.writer(), aMemory().withKey("deleted").build());
        there.memories().delete(there.writer(), at("deleted"), Optional.empty());

        assertSameRefusal(here, "deleted", address -> here.memories().restore(here.writer(), address));
        assertSameRefusal(here, "likes", address -> here.memories().restore(here.writer(), address));
        assertSameRefusal(here, "likes", address -> here.memories().get(here.writer(), address, Optional.empty()));
        assertSameRefusal(
                here,
                "likes",
                address -> here.memories()
                        .get(here.writer(), address, Optional.of(here.tenant().now())));
        assertSameRefusal(here, "likes", address -> here.memories().delete(here.writer(), address, Optional.empty()));
        assertSameRefusal(
                here, "likes", address -> here.memories().delete(here.writer(), address, Optional.of(new Revision(9))));
        assertSameRefusal(
                here, "likes", address -> here.memories().revisions(here.writer(), address, PageRequest.first(1)));
        assertSameRefusal(
                here,
                "likes",
                address -> here.memories().update(here.writer(), MemoryDraft.of(address, "x"), new Revision(9)));
        assertThat(here.memories()
                        .list(here.writer(), MemoryQuery.EVERYTHING, PageRequest.first(1))
                        .items())
                .isEmpty();
        assertThat(here.tenant().audit()).isEmpty();
    }

    @Test
    default void revisionsShouldBeWalkedToTheirEnd() {
        TestServices here = TestServices.on(storage());
        for (int i = 0; i < 3; i++) {
            here.memories().set(here.writer(), aMemory().build());
        }

        assertThat(Pages.walk(1, page -> here.memories().revisions(here.writer(), ADDRESS, page)))
                .hasSize(3);
        assertThatThrownBy(() -> here.memories().revisions(here.writer(), at("absent"), PageRequest.first(1)))
                .isInstanceOf(NotFound.class);
    }

    @Test
    default void nothingShouldBeWrittenThatHasExpiredAlready() {
        TestServices here = TestServices.on(storage());
        MemoryDraft expired = aMemory().expiringAt(here.tenant().now()).build();
        Memories fine = aMemory().expiringAt(here.tenant().now().plusNanos(1_000));
        here.memories().set(here.writer(), fine.withKey("there").build());

        assertThat(violations(() -> here.memories().set(here.writer(), expired)))
                .extracting(Violation::pointer)
                .containsExactly("/expires_at");
        assertThat(violations(() -> here.memories().create(here.writer(), expired)))
                .hasSize(1);
        assertThat(violations(() -> here.memories().update(here.writer(), expired, Revision.FIRST)))
                .hasSize(1);
        assertThat(violations(() -> here.memories().setAll(here.writer(), List.of(fine.build(), expired))))
                .extracting(Violation::pointer)
                .contains("/memories/1/expires_at");
        assertThat(keys(here, here.writer(), MemoryQuery.EVERYTHING)).containsExactly("there");
    }

    @Test
    default void aBatchShouldBeSetAsAWhole() {
        TestServices here = TestServices.on(storage());
        List<MemoryDraft> drafts = IntStream.range(0, MemoryService.MAX_BATCH)
                .mapToObj(i -> aMemory().withKey("key " + i).build())
                .toList();

        List<Written<Memory>> written = here.memories().setAll(here.writer(), drafts);

        assertThat(written)
                .extracting(outcome -> outcome.value().address())
                .isEqualTo(drafts.stream().map(MemoryDraft::address).toList());
        assertThat(here.tenant().audit()).extracting(AuditEntry::action).containsOnly("memory.set");
    }

    @Test
    default void aBatchShouldHaveBoundsAndNoRepetition() {
        TestServices here = TestServices.on(storage());
        MemoryDraft draft = aMemory().build();
        List<MemoryDraft> tooMany = IntStream.rangeClosed(0, MemoryService.MAX_BATCH)
                .mapToObj(i -> aMemory().withKey("key " + i).build())
                .toList();

        assertThat(violations(() -> here.memories().setAll(here.writer(), List.of())))
                .containsExactly(new Violation("/memories", "too_few", "at least one memory"));
        assertThatThrownBy(() -> here.memories().setAll(here.writer(), tooMany))
                .asInstanceOf(type(LimitExceeded.class))
                .extracting(LimitExceeded::limit)
                .isEqualTo((long) MemoryService.MAX_BATCH);
        assertThat(violations(() -> here.memories()
                        .setAll(
                                here.writer(),
                                List.of(draft, aMemory().withKey("other").build(), draft, draft))))
                .extracting(Violation::pointer, Violation::code)
                .containsExactly(tuple("/memories/2/key", "duplicate"), tuple("/memories/3/key", "duplicate"));
        assertThat(keys(here, here.writer(), MemoryQuery.EVERYTHING)).isEmpty();
        assertThat(here.tenant().audit()).isEmpty();
    }

    private static void assertSameRefusal(TestServices here, String foreign, Consumer<MemoryAddress> call) {
        Throwable ofForeign = catchThrowable(() -> call.accept(at(foreign)));
        Throwable ofAbsent = catchThrowable(() -> call.accept(at("absent")));

        assertThat(ofForeign).isInstanceOf(NotFound.class);
        assertThat(ofForeign).hasSameClassAs(ofAbsent);
        assertThat(ofForeign.getMessage()).isEqualTo(ofAbsent.getMessage().replace("absent", foreign));
        assertThat(here.tenant().audit()).isEmpty();
    }

    private static MemoryAddress at(String key) {
        return aMemory().withKey(key).build().address();
    }
}
