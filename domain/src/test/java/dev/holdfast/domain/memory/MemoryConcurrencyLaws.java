package dev.holdfast.domain.memory;

import static dev.holdfast.domain.memory.Memories.aMemory;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.Race;
import dev.holdfast.domain.RepositoriesUnderTest;
import dev.holdfast.domain.shared.AlreadyExists;
import dev.holdfast.domain.shared.Change;
import dev.holdfast.domain.shared.Revision;
import dev.holdfast.domain.shared.StaleVersion;
import dev.holdfast.domain.shared.Written;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Many writers at once: nothing is lost, nothing happens twice. */
public interface MemoryConcurrencyLaws {
    RepositoriesUnderTest storage();

    @Test
    default void ofConcurrentUpdatesOfOneVersionExactlyOneShouldSucceed() {
        MemoryStage here = MemoryStage.on(storage());
        here.upsert(aMemory());
        here.tenant().tick();
        Change change = here.tenant().change();

        List<Race.Outcome<Written<Memory>>> outcomes = Race.of(
                50,
                i -> here.repository()
                        .update(
                                here.tenant().scope(),
                                aMemory().withContent("writer " + i).write(),
                                Revision.FIRST,
                                change));

        List<Written<Memory>> winners = Race.values(outcomes);
        assertThat(winners).hasSize(1);
        assertThat(Race.failures(outcomes)).hasSize(49).allMatch(StaleVersion.class::isInstance);
        assertThat(here.find(aMemory())).contains(winners.getFirst().value());
        assertThat(here.revisions(aMemory())).hasSize(2);
        assertThat(here.tenant().audit()).hasSize(2);
    }

    @Test
    default void ofConcurrentInsertsExactlyOneShouldSucceed() {
        MemoryStage here = MemoryStage.on(storage());

        List<Race.Outcome<Written<Memory>>> outcomes = Race.of(
                50,
                i -> here.repository()
                        .insert(
                                here.tenant().scope(),
                                aMemory().write(),
                                here.tenant().change()));

        assertThat(Race.values(outcomes)).hasSize(1);
        assertThat(Race.failures(outcomes)).hasSize(49).allMatch(AlreadyExists.class::isInstance);
        assertThat(here.tenant().audit()).hasSize(1);
    }

    @Test
    default void ofConcurrentDeletionsExactlyOneShouldDelete() {
        MemoryStage here = MemoryStage.on(storage());
        here.upsert(aMemory());
        here.tenant().tick();

        List<Race.Outcome<Boolean>> outcomes = Race.of(
                50,
                i -> here.repository()
                        .delete(
                                here.tenant().scope(),
                                aMemory().build().address(),
                                Optional.empty(),
                                here.tenant().auditId(),
                                here.tenant().change()));

        assertThat(Race.failures(outcomes)).isEmpty();
        assertThat(Race.values(outcomes)).filteredOn(deleted -> deleted).hasSize(1);
        assertThat(here.revisions(aMemory())).hasSize(2);
    }

    @Test
    default void concurrentUpsertsOfOneMemoryShouldEachMakeAVersion() {
        MemoryStage here = MemoryStage.on(storage());

        List<Race.Outcome<Written<Memory>>> outcomes = Race.of(
                50,
                i -> here.repository()
                        .upsert(
                                here.tenant().scope(),
                                aMemory().withContent("writer " + i).write(),
                                here.tenant().change()));

        assertThat(Race.failures(outcomes)).isEmpty();
        List<Written<Memory>> written = Race.values(outcomes);
        assertThat(written)
                .extracting(outcome -> outcome.value().version().value())
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.rangeClosed(1, 50).boxed().toList());
        assertThat(written).filteredOn(Written::created).hasSize(1);
        assertThat(written)
                .extracting(outcome -> outcome.value().id())
                .containsOnly(written.getFirst().value().id());
        assertThat(here.revisions(aMemory()))
                .extracting(MemoryRevision::memory)
                .containsExactlyInAnyOrderElementsOf(
                        written.stream().map(Written::value).toList());
        assertThat(here.tenant().audit()).hasSize(50);
    }

    @Test
    default void concurrentWritesOfDifferentMemoriesShouldAllSurvive() {
        MemoryStage here = MemoryStage.on(storage());

        List<Race.Outcome<Written<Memory>>> outcomes = Race.of(
                50,
                i -> here.repository()
                        .upsert(
                                here.tenant().scope(),
                                aMemory().withKey("key " + i).write(),
                                here.tenant().change()));

        assertThat(Race.failures(outcomes)).isEmpty();
        assertThat(here.keys()).hasSize(50);
    }

    @Test
    default void concurrentBatchesOfTheSameMemoriesShouldNotStopOneAnother() {
        MemoryStage here = MemoryStage.on(storage());
        List<String> keys = IntStream.range(0, 8).mapToObj(i -> "key " + i).toList();

        List<Race.Outcome<List<Written<Memory>>>> outcomes = Race.of(10, i -> {
            List<String> order = new ArrayList<>(keys);
            if (i % 2 == 1) {
                Collections.reverse(order);
            }
            return here.repository()
                    .upsertAll(
                            here.tenant().scope(),
                            order.stream()
                                    .map(key -> aMemory()
                                            .withKey(key)
                                            .withContent("writer " + i)
                                            .write())
                                    .toList(),
                            here.tenant().change());
        });

        assertThat(Race.failures(outcomes)).isEmpty();
        List<Memory> all = here.list(MemoryFilter.everything(here.now()), 200);
        assertThat(all)
                .extracting(memory -> memory.version().value())
                .hasSize(8)
                .containsOnly(10L);
        assertThat(all).extracting(Memory::content).containsOnly(all.getFirst().content());
    }
}
