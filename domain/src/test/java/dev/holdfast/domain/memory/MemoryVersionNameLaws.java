package dev.holdfast.domain.memory;

import static dev.holdfast.domain.memory.Memories.aMemory;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.RepositoriesUnderTest;
import dev.holdfast.domain.shared.Page;
import dev.holdfast.domain.shared.Revision;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A version that was seen once can be read again by its name. */
public interface MemoryVersionNameLaws {
    RepositoriesUnderTest storage();

    @Test
    default void versionsShouldBeFoundByNameInTheOrderAskedFor() {
        MemoryStage here = MemoryStage.on(storage());
        Memory first = here.upsert(aMemory().withContent("first")).value();
        Memory second = here.upsert(aMemory().withContent("second")).value();
        Memory other = here.upsert(aMemory().withKey("other")).value();

        assertThat(find(here, other, first, second)).containsExactly(other, first, second);
        assertThat(find(here, second, other)).containsExactly(second, other);
        assertThat(find(here)).isEmpty();
    }

    @Test
    default void aVersionShouldOutliveItsDeletionAndNotItsExpiry() {
        MemoryStage here = MemoryStage.on(storage());
        Memory deleted = here.upsert(aMemory()).value();
        Memory brief = here.upsert(
                        aMemory().withKey("brief").expiringAt(here.now().plusSeconds(60)))
                .value();
        here.delete(aMemory());

        assertThat(find(here, deleted, brief)).containsExactly(deleted, brief);

        here.tenant().clock().set(brief.expiresAt().orElseThrow());
        assertThat(find(here, deleted, brief)).containsExactly(deleted);
    }

    @Test
    default void aVersionThatIsNotThereShouldBeLeftOut() {
        MemoryStage here = MemoryStage.on(storage());
        Memory memory = here.upsert(aMemory()).value();

        assertThat(storage()
                        .memories()
                        .findVersions(
                                here.tenant().scope(),
                                List.of(
                                        new MemoryVersion(memory.id(), new Revision(2)),
                                        new MemoryVersion(aMemory().write().newId(), Revision.FIRST)),
                                here.now()))
                .isEmpty();
        assertThat(find(here.neighbour(), memory)).isEmpty();
    }

    @Test
    default void ofLargeVersionsFewerShouldBeAnswered() {
        MemoryStage here = MemoryStage.on(storage());
        String large = "x".repeat(MemoryDraft.MAX_CONTENT_BYTES);
        Memory[] all = new Memory[6];
        for (int i = 0; i < all.length; i++) {
            all[i] = here.upsert(aMemory().withKey("large-" + i).withContent(large))
                    .value();
        }
        int most = (int) (Page.MAX_BYTES / MemoryDraft.MAX_CONTENT_BYTES) + 1;

        assertThat(find(here, all))
                .hasSizeBetween(1, most)
                .isEqualTo(Arrays.asList(all).subList(0, find(here, all).size()));
    }

    private List<Memory> find(MemoryStage here, Memory... versions) {
        return storage()
                .memories()
                .findVersions(
                        here.tenant().scope(),
                        Arrays.stream(versions)
                                .map(memory -> new MemoryVersion(memory.id(), memory.version()))
                                .toList(),
                        here.now());
    }
}
