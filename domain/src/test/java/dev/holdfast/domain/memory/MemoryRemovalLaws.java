package dev.holdfast.domain.memory;

import static dev.holdfast.domain.memory.Memories.aMemory;
import static dev.holdfast.domain.memory.MemoryWritingLaws.FULL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.domain.RepositoriesUnderTest;
import dev.holdfast.domain.TestTenant;
import dev.holdfast.domain.shared.AlreadyExists;
import dev.holdfast.domain.shared.NotFound;
import dev.holdfast.domain.shared.Revision;
import dev.holdfast.domain.shared.StaleVersion;
import dev.holdfast.domain.shared.Written;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What deleting, restoring and expiring do. */
public interface MemoryRemovalLaws {
    RepositoriesUnderTest storage();

    @Test
    default void deleteShouldHideALiveMemory() {
        MemoryStage here = MemoryStage.on(storage());
        here.upsert(aMemory());

        assertThat(here.delete(aMemory())).isTrue();

        assertThat(here.find(aMemory())).isEmpty();
        assertThat(here.keys()).isEmpty();
    }

    @Test
    default void deleteShouldChangeNothingWhereThereIsNothing() {
        MemoryStage here = MemoryStage.on(storage());
        here.upsert(aMemory().withKey("deleted"));
        here.delete(aMemory().withKey("deleted"));
        here.upsert(aMemory().withKey("expired").expiringAt(here.now().plusSeconds(1)));
        here.tenant().clock().advance(Duration.ofSeconds(1));

        assertThat(here.delete(aMemory().withKey("absent"))).isFalse();
        assertThat(here.delete(aMemory().withKey("absent"), Revision.FIRST)).isFalse();
        assertThat(here.delete(aMemory().withKey("deleted"))).isFalse();
        assertThat(here.delete(aMemory().withKey("expired"))).isFalse();
        assertThat(here.revisions(aMemory().withKey("deleted"))).hasSize(2);
    }

    @Test
    default void deleteShouldFailOnStaleVersion() {
        MemoryStage here = MemoryStage.on(storage());
        here.upsert(aMemory());
        Memory second = here.upsert(aMemory()).value();

        assertThatThrownBy(() -> here.delete(aMemory(), Revision.FIRST)).isInstanceOf(StaleVersion.class);
        assertThat(here.find(aMemory())).contains(second);

        assertThat(here.delete(aMemory(), second.version())).isTrue();
        assertThat(here.find(aMemory())).isEmpty();
    }

    @Test
    default void restoreShouldBringBackWhatWasDeletedAsANewVersion() {
        MemoryStage here = MemoryStage.on(storage());
        Memory before = here.upsert(FULL).value();
        here.delete(FULL);
        here.tenant().tick();

        Written<Memory> restored = storage()
                .memories()
                .restore(
                        here.tenant().scope(TestTenant.BOB),
                        before.address(),
                        here.tenant().auditId(),
                        here.tenant().change());

        assertThat(restored.created()).isFalse();
        assertThat(restored.replayed()).isFalse();
        assertThat(restored.value().version()).isEqualTo(new Revision(3));
        assertThat(restored.value().recordedAt()).isEqualTo(here.now());
        assertThat(restored.value())
                .usingRecursiveComparison()
                .ignoringFields("version", "recordedAt")
                .isEqualTo(before);
        assertThat(here.find(FULL)).contains(restored.value());
    }

    @Test
    default void restoreShouldFailOnWhatIsNotDeleted() {
        MemoryStage here = MemoryStage.on(storage());
        Memory live = here.upsert(aMemory()).value();

        assertThatThrownBy(() -> here.restore(aMemory())).isInstanceOf(AlreadyExists.class);

        assertThat(here.find(aMemory())).contains(live);
    }

    @Test
    default void restoreShouldFailOnWhatIsAbsentOrExpired() {
        MemoryStage here = MemoryStage.on(storage());
        Memories brief = aMemory().withKey("deleted").expiringAt(here.now().plusSeconds(1));
        here.upsert(brief);
        here.delete(brief);
        here.upsert(brief.withKey("expired"));
        here.tenant().clock().advance(Duration.ofSeconds(1));

        assertThatThrownBy(() -> here.restore(aMemory().withKey("absent"))).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> here.restore(brief)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> here.restore(brief.withKey("expired"))).isInstanceOf(NotFound.class);
    }

    @Test
    default void aMemoryShouldExpireAtExactlyItsMoment() {
        MemoryStage here = MemoryStage.on(storage());
        Memories brief = aMemory().expiringAt(here.now().plusSeconds(1));
        Memory written = here.upsert(brief).value();

        here.tenant().clock().set(written.expiresAt().orElseThrow().minusNanos(1_000));
        assertThat(here.find(brief)).contains(written);
        assertThat(here.keys()).containsExactly("likes");

        here.tenant().clock().advance(Duration.ofNanos(1_000));
        assertThat(here.find(brief)).isEmpty();
        assertThat(here.keys()).isEmpty();
    }
}
