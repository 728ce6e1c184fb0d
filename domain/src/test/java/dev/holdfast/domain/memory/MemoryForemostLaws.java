package dev.holdfast.domain.memory;

import static dev.holdfast.domain.memory.Memories.aMemory;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.RepositoriesUnderTest;
import dev.holdfast.domain.shared.Change;
import dev.holdfast.domain.shared.Namespace;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What stands out among many memories, and which values there are of their parts. */
public interface MemoryForemostLaws {
    RepositoriesUnderTest storage();

    private static List<String> foremost(MemoryStage here, MemoryFilter filter, int limit) {
        return here.repository().foremost(here.tenant().scope(), filter, limit).stream()
                .map(Memory::key)
                .toList();
    }

    private static List<String> values(MemoryStage here, MemoryPart part, String prefix, int limit) {
        return here.repository()
                .values(here.tenant().scope(), MemoryFilter.everything(here.now()), part, prefix, limit);
    }

    private static MemoryFilter within(MemoryStage here, String namespace, Optional<Integer> importance) {
        return new MemoryFilter(
                List.of(new Namespace(namespace)),
                Optional.empty(),
                importance,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                here.now());
    }

    @Test
    default void importantMemoriesShouldBeForemostAndOfEqualOnesTheFirstByAddress() {
        MemoryStage here = MemoryStage.on(storage());
        here.upsertAll(
                aMemory().withKey("b").withImportance(5),
                aMemory().withKey("a").withImportance(5),
                aMemory().withKey("least").withImportance(1),
                aMemory().withKey("most").withImportance(10));

        MemoryFilter all = MemoryFilter.everything(here.now());
        assertThat(foremost(here, all, 10)).containsExactly("most", "a", "b", "least");
        assertThat(foremost(here, all, 2)).containsExactly("most", "a");
    }

    @Test
    default void aWeekShouldCountAsAPoint() {
        MemoryStage here = MemoryStage.on(storage());
        Map<String, Integer> weeksAgo = Map.of("new", 0, "lately", 1, "before", 4, "long ago", 30);
        weeksAgo.forEach((key, weeks) -> here.repository()
                .upsert(
                        here.tenant().scope(),
                        aMemory()
                                .withKey(key)
                                .withImportance(Math.min(10, 5 + weeks / 4))
                                .write(),
                        new Change(here.now().minus(Duration.ofDays(7L * weeks)), "memory.set", Optional.empty())));

        // 5; 5 - 1; 6 - 4; 10 - 9
        assertThat(foremost(here, MemoryFilter.everything(here.now()), 10))
                .containsExactly("new", "lately", "before", "long ago");
    }

    /** However many there are before it in the order of addresses. */
    @Test
    default void theForemostShouldBeFoundAmongAll() {
        MemoryStage here = MemoryStage.on(storage());
        here.upsertAll(IntStream.range(0, 900)
                .mapToObj(i -> aMemory().withKey("k%04d".formatted(i)).withImportance(i == 899 ? 9 : 8))
                .toArray(Memories[]::new));

        assertThat(foremost(here, MemoryFilter.everything(here.now()), 1)).containsExactly("k0899");
    }

    @Test
    default void theForemostShouldBeLiveMemoriesOfTheFilterAndTheTenant() {
        MemoryStage here = MemoryStage.on(storage());
        here.neighbour().upsert(aMemory().in("users/1").withKey("foreign").withImportance(10));
        here.upsertAll(
                aMemory().in("users/1").withKey("in").withImportance(5),
                aMemory().in("users/1/sub").withKey("below").withImportance(4),
                aMemory().in("users/1").withKey("unimportant").withImportance(2),
                aMemory().in("users/10").withKey("beside").withImportance(9),
                aMemory().in("users/1").withKey("deleted").withImportance(9));
        here.delete(aMemory().in("users/1").withKey("deleted"));

        assertThat(foremost(here, within(here, "users/1", Optional.of(3)), 10)).containsExactly("in", "below");
    }

    @Test
    default void valuesShouldBeThoseThatBeginSoInTheOrderOfCodePoints() {
        MemoryStage here = MemoryStage.on(storage());
        here.neighbour().upsert(aMemory().in("users/9").withKey("foreign"));
        here.upsertAll(
                aMemory().in("users/1").withKey("b"),
                aMemory().in("users/1").withKey("a"),
                aMemory().in("users/10").withKey("a"),
                aMemory().in("users_2").withKey("B%"),
                aMemory().in("Users").withKey("B_"));

        assertThat(values(here, MemoryPart.NAMESPACE, "", 10))
                .containsExactly("Users", "users/1", "users/10", "users_2");
        assertThat(values(here, MemoryPart.NAMESPACE, "users/", 10)).containsExactly("users/1", "users/10");
        assertThat(values(here, MemoryPart.NAMESPACE, "", 2)).containsExactly("Users", "users/1");
        assertThat(values(here, MemoryPart.KEY, "", 10)).containsExactly("B%", "B_", "a", "b");
        assertThat(values(here, MemoryPart.KEY, "B_", 10)).containsExactly("B_");
        assertThat(values(here, MemoryPart.CATEGORY, "", 10)).hasSize(1);
        assertThat(values(here, MemoryPart.CATEGORY, "no such", 10)).isEmpty();
    }

    @Test
    default void valuesOfWhatIsDeletedShouldBeGone() {
        MemoryStage here = MemoryStage.on(storage());
        here.upsert(aMemory().withKey("gone"));
        here.delete(aMemory().withKey("gone"));

        assertThat(values(here, MemoryPart.KEY, "", 10)).isEmpty();
    }
}
