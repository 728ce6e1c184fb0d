package dev.holdfast.domain.memory;

import static dev.holdfast.domain.memory.Memories.aMemory;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.Race;
import dev.holdfast.domain.shared.Change;
import dev.holdfast.domain.shared.NotFound;
import dev.holdfast.domain.shared.Revision;
import dev.holdfast.domain.shared.Scope;
import dev.holdfast.domain.shared.StaleVersion;
import dev.holdfast.domain.shared.Written;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;

/** Callers who set, change, delete and read a few memories at once, at random, and remember what they were told. */
final class MemoryCrowd {
    private static final int CALLERS = 8;
    private static final int CALLS = 20;
    private static final int KEYS = 4;

    private enum Kind {
        SET,
        SET_ONCE,
        UPDATE,
        DELETE,
        FIND
    }

    /** @param memory what was seen or made, but for what was deleted */
    private record Answer(boolean changed, Optional<Memory> memory) {
        static Answer made(Memory memory) {
            return new Answer(true, Optional.of(memory));
        }
    }

    private record Told(Kind kind, String key, long began, long ended, Answer answer) {
        boolean made() {
            return answer.changed() && answer.memory().isPresent();
        }

        Memory memory() {
            return answer.memory().orElseThrow();
        }

        Revision version() {
            return memory().version();
        }
    }

    private final MemoryStage here;
    private final long seed;
    private final AtomicLong moments = new AtomicLong();
    private List<Told> story = List.of();

    MemoryCrowd(MemoryStage here, long seed) {
        this.here = here;
        this.seed = seed;
    }

    void act() {
        List<Race.Outcome<List<Told>>> outcomes = Race.of(CALLERS, this::caller);
        assertThat(Race.failures(outcomes)).isEmpty();
        story = Race.values(outcomes).stream().flatMap(List::stream).toList();
    }

    private List<Told> caller(int number) {
        SplittableRandom random = new SplittableRandom(seed * 1_000 + number);
        List<Told> told = new ArrayList<>();
        for (int call = 0; call < CALLS; call++) {
            String key = "key " + random.nextInt(KEYS);
            Memories memory = aMemory().withKey(key).withContent("caller " + number + ", call " + call);
            Kind kind = Kind.values()[random.nextInt(Kind.values().length)];
            long began = moments.incrementAndGet();
            Answer answer = switch (kind) {
                case SET -> Answer.made(set(memory, here.tenant().change()));
                case SET_ONCE -> Answer.made(setTwice(memory, number + "/" + call));
                case UPDATE -> update(memory, lastSeen(told, key));
                case DELETE -> new Answer(delete(memory), Optional.empty());
                case FIND -> new Answer(false, here.find(memory));
            };
            told.add(new Told(kind, key, began, moments.incrementAndGet(), answer));
        }
        return told;
    }

    private Scope scope() {
        return here.tenant().scope();
    }

    private Memory set(Memories memory, Change change) {
        return here.repository().upsert(scope(), memory.write(), change).value();
    }

    /** The second time it is only told what happened the first time. */
    private Memory setTwice(Memories memory, String claim) {
        Change once = here.tenant().once(claim);
        Written<Memory> first = here.repository().upsert(scope(), memory.write(), once);
        Written<Memory> second = here.repository().upsert(scope(), memory.write(), once);
        assertThat(first.replayed()).isFalse();
        assertThat(second).isEqualTo(new Written<>(first.value(), first.created(), true));
        return first.value();
    }

    private Answer update(Memories memory, Revision expected) {
        try {
            return Answer.made(here.repository()
                    .update(scope(), memory.write(), expected, here.tenant().change())
                    .value());
        } catch (StaleVersion | NotFound refused) {
            return new Answer(false, Optional.empty());
        }
    }

    private static Revision lastSeen(List<Told> told, String key) {
        return told.reversed().stream()
                .filter(each -> each.key().equals(key))
                .flatMap(each -> each.answer().memory().stream())
                .map(Memory::version)
                .findFirst()
                .orElse(Revision.FIRST);
    }

    private boolean delete(Memories memory) {
        return here.repository()
                .delete(
                        scope(),
                        memory.build().address(),
                        Optional.empty(),
                        here.tenant().auditId(),
                        here.tenant().change());
    }

    void shouldHaveActedInTurn() {
        for (int i = 0; i < KEYS; i++) {
            shouldHaveActedInTurn("key " + i);
        }
        assertThat(here.tenant().audit()).hasSize((int)
                story.stream().filter(told -> told.answer().changed()).count());
    }

    private void shouldHaveActedInTurn(String key) {
        List<Told> all = story.stream().filter(told -> told.key().equals(key)).toList();
        List<Told> made = all.stream().filter(Told::made).toList();
        long changes = all.stream().filter(told -> told.answer().changed()).count();
        List<MemoryRevision> past = here.revisions(aMemory().withKey(key));

        assertThat(past)
                .extracting(revision -> revision.memory().version().value())
                .containsExactlyElementsOf(LongStream.iterate(changes, version -> version >= 1, version -> version - 1)
                        .boxed()
                        .toList());
        assertThat(past.stream().filter(revision -> !revision.deleted()).map(MemoryRevision::memory))
                .containsExactlyInAnyOrderElementsOf(
                        made.stream().map(Told::memory).toList());
        for (Told earlier : made) {
            all.stream()
                    .filter(later -> earlier.ended() < later.began())
                    .filter(later -> later.answer().memory().isPresent())
                    .forEach(later -> shouldFollow(earlier, later));
            assertThat(all)
                    .as("a memory is found that was set before, unless it may have been deleted")
                    .noneMatch(later -> later.kind() == Kind.FIND
                            && later.answer().memory().isEmpty()
                            && earlier.ended() < later.began()
                            && all.stream().noneMatch(told -> mayHaveDeleted(told, earlier, later)));
        }
    }

    /** Who called after another was answered makes a later version, and sees that one or a later one. */
    private static void shouldFollow(Told earlier, Told later) {
        if (later.made()) {
            assertThat(later.version()).isGreaterThan(earlier.version());
        } else {
            assertThat(later.version()).isGreaterThanOrEqualTo(earlier.version());
        }
    }

    private static boolean mayHaveDeleted(Told told, Told earlier, Told later) {
        return told.kind() == Kind.DELETE
                && told.answer().changed()
                && told.ended() > earlier.began()
                && told.began() < later.ended();
    }
}
