package dev.holdfast.domain.memory;

import static dev.holdfast.domain.memory.Memories.aMemory;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.domain.Fresh;
import dev.holdfast.domain.Race;
import dev.holdfast.domain.RepositoriesUnderTest;
import dev.holdfast.domain.TestTenant;
import dev.holdfast.domain.shared.AlreadyExists;
import dev.holdfast.domain.shared.Change;
import dev.holdfast.domain.shared.IdempotencyClaim;
import dev.holdfast.domain.shared.IdempotencyMismatch;
import dev.holdfast.domain.shared.NotFound;
import dev.holdfast.domain.shared.Revision;
import dev.holdfast.domain.shared.Scope;
import dev.holdfast.domain.shared.StaleVersion;
import dev.holdfast.domain.shared.Written;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is claimed once happens once, however often it is asked for. */
public interface MemoryIdempotencyLaws {
    RepositoriesUnderTest storage();

    @Test
    default void upsertShouldReplayItsFirstOutcome() {
        MemoryStage here = MemoryStage.on(storage());
        Written<Memory> created = upsert(here, aMemory(), here.tenant().once("claim 1"));
        Written<Memory> replaced = upsert(here, aMemory(), here.tenant().once("claim 2"));

        here.tenant().tick();
        Written<Memory> createdAgain = upsert(here, aMemory(), here.tenant().once("claim 1"));
        Written<Memory> replacedAgain = upsert(here, aMemory(), here.tenant().once("claim 2"));

        assertThat(created.replayed()).isFalse();
        assertThat(createdAgain).isEqualTo(new Written<>(created.value(), true, true));
        assertThat(replacedAgain).isEqualTo(new Written<>(replaced.value(), false, true));
        assertThat(here.revisions(aMemory())).hasSize(2);
    }

    @Test
    default void upsertShouldReplayThatItCreatedAnewWhatWasDeleted() {
        MemoryStage here = MemoryStage.on(storage());
        here.upsert(aMemory());
        here.delete(aMemory());
        here.tenant().tick();
        Written<Memory> anew = upsert(here, aMemory(), here.tenant().once("claim"));

        Written<Memory> again = upsert(here, aMemory(), here.tenant().once("claim"));

        assertThat(again).isEqualTo(new Written<>(anew.value(), true, true));
    }

    @Test
    default void insertShouldReplayInsteadOfFindingWhatItMade() {
        MemoryStage here = MemoryStage.on(storage());
        Written<Memory> first = insert(here, aMemory(), here.tenant().once("claim"));

        Written<Memory> again = insert(here, aMemory(), here.tenant().once("claim"));

        assertThat(again).isEqualTo(new Written<>(first.value(), true, true));
        assertThatThrownBy(() -> insert(here, aMemory(), here.tenant().once("another")))
                .isInstanceOf(AlreadyExists.class);
    }

    @Test
    default void updateShouldReplayInsteadOfFindingANewerVersion() {
        MemoryStage here = MemoryStage.on(storage());
        here.upsert(aMemory());
        here.tenant().tick();
        Written<Memory> first =
                update(here, aMemory().withContent("second"), here.tenant().once("claim"));

        Written<Memory> again =
                update(here, aMemory().withContent("second"), here.tenant().once("claim"));

        assertThat(again).isEqualTo(new Written<>(first.value(), false, true));
        assertThatThrownBy(() -> update(here, aMemory(), here.tenant().once("another")))
                .isInstanceOf(StaleVersion.class);
    }

    @Test
    default void upsertAllShouldReplayEveryOutcomeInOrder() {
        MemoryStage here = MemoryStage.on(storage());
        here.upsert(aMemory().withKey("b"));
        here.tenant().tick();
        List<Memories> batch = List.of(
                aMemory().withKey("c"), aMemory().withKey("b"), aMemory().withKey("a"));
        List<Written<Memory>> first = upsertAll(here, batch, here.tenant().once("claim"));
        here.upsert(aMemory().withKey("c").withContent("changed since"));
        here.delete(aMemory().withKey("a"));

        List<Written<Memory>> again = upsertAll(here, batch, here.tenant().once("claim"));

        assertThat(first).extracting(Written::created).containsExactly(true, false, true);
        assertThat(again)
                .isEqualTo(first.stream()
                        .map(outcome -> new Written<>(outcome.value(), outcome.created(), true))
                        .toList());
        assertThat(here.revisions(aMemory().withKey("b"))).hasSize(2);
    }

    @Test
    default void deleteShouldReplayThatItDeleted() {
        MemoryStage here = MemoryStage.on(storage());
        here.upsert(aMemory());
        here.tenant().tick();
        assertThat(delete(here, Optional.of(Revision.FIRST), here.tenant().once("claim")))
                .isTrue();

        assertThat(delete(here, Optional.of(Revision.FIRST), here.tenant().once("claim")))
                .isTrue();

        here.upsert(aMemory().withContent("written since"));
        assertThat(delete(here, Optional.of(Revision.FIRST), here.tenant().once("claim")))
                .isTrue();
        assertThat(here.find(aMemory()).orElseThrow().content()).isEqualTo("written since");
        assertThat(delete(here, Optional.empty(), here.tenant().once("another")))
                .isTrue();
    }

    @Test
    default void restoreShouldReplayInsteadOfFindingALiveMemory() {
        MemoryStage here = MemoryStage.on(storage());
        here.upsert(aMemory());
        here.delete(aMemory());
        here.tenant().tick();
        Written<Memory> first = restore(here, here.tenant().once("claim"));

        Written<Memory> again = restore(here, here.tenant().once("claim"));

        assertThat(again).isEqualTo(new Written<>(first.value(), false, true));
        assertThat(here.revisions(aMemory())).hasSize(3);
    }

    @Test
    default void aReplayShouldAnswerTheVersionOfThen() {
        MemoryStage here = MemoryStage.on(storage());
        Written<Memory> first =
                upsert(here, aMemory().withContent("then"), here.tenant().once("claim"));
        here.upsert(aMemory().withContent("since"));
        here.delete(aMemory());

        Written<Memory> again =
                upsert(here, aMemory().withContent("then"), here.tenant().once("claim"));

        assertThat(again.value()).isEqualTo(first.value());
        assertThat(here.find(aMemory())).isEmpty();
    }

    @Test
    default void aClaimShouldNotServeAnotherRequest() {
        MemoryStage here = MemoryStage.on(storage());
        Written<Memory> first = upsert(here, aMemory(), here.tenant().once("claim"));
        here.tenant().tick();
        Change otherBody = here.tenant().once("claim", "another fingerprint");
        Change otherOperation = new Change(
                here.now(),
                "test.other",
                Optional.of(new IdempotencyClaim(
                        "claim", "test.other", "fingerprint", here.now().plusSeconds(3600))));

        assertThatThrownBy(() -> upsert(here, aMemory().withContent("x"), otherBody))
                .isInstanceOf(IdempotencyMismatch.class);
        assertThatThrownBy(() -> insert(here, aMemory().withKey("new"), otherBody))
                .isInstanceOf(IdempotencyMismatch.class);
        assertThatThrownBy(() -> upsertAll(here, List.of(aMemory().withKey("new")), otherBody))
                .isInstanceOf(IdempotencyMismatch.class);
        assertThatThrownBy(() -> delete(here, Optional.empty(), otherOperation))
                .isInstanceOf(IdempotencyMismatch.class);
        assertThatThrownBy(() -> update(here, aMemory(), otherOperation)).isInstanceOf(IdempotencyMismatch.class);
        assertThat(here.list(MemoryFilter.everything(here.now()), 200)).containsExactly(first.value());
        assertThat(here.tenant().audit()).hasSize(1);
    }

    @Test
    default void aClaimShouldBeLookedAtBeforeAnyPrecondition() {
        MemoryStage here = MemoryStage.on(storage());
        upsert(here, aMemory().withKey("other"), here.tenant().once("claim"));
        here.upsert(aMemory());
        Change mismatch = here.tenant().once("claim", "another fingerprint");

        assertThatThrownBy(() -> insert(here, aMemory(), mismatch)).isInstanceOf(IdempotencyMismatch.class);
        assertThatThrownBy(() -> update(here, aMemory().withKey("absent"), mismatch))
                .isInstanceOf(IdempotencyMismatch.class);
        assertThatThrownBy(() -> delete(here, Optional.of(new Revision(9)), mismatch))
                .isInstanceOf(IdempotencyMismatch.class);
        assertThatThrownBy(() -> restore(here, mismatch)).isInstanceOf(IdempotencyMismatch.class);
    }

    @Test
    default void anotherPrincipalsClaimOfTheSameKeyShouldBeAnotherClaim() {
        MemoryStage here = MemoryStage.on(storage());
        Written<Memory> alices = upsert(here, aMemory(), here.tenant().once("claim"));
        Scope bob = here.tenant().scope(TestTenant.BOB);
        here.tenant().tick();

        Written<Memory> bobs = storage()
                .memories()
                .upsert(bob, aMemory().write(), here.tenant().once("claim", "bob's fingerprint"));

        assertThat(bobs.replayed()).isFalse();
        assertThat(bobs.value().version()).isEqualTo(alices.value().version().next());
    }

    @Test
    default void anotherTenantsClaimOfTheSameKeyShouldBeAnotherClaim() {
        MemoryStage here = MemoryStage.on(storage());
        MemoryStage there = here.neighbour();
        upsert(here, aMemory().withContent("here"), here.tenant().once("claim"));

        Written<Memory> theirs =
                upsert(there, aMemory().withContent("there"), there.tenant().once("claim", "another fingerprint"));

        assertThat(theirs.replayed()).isFalse();
        assertThat(theirs.value().content()).isEqualTo("there");
    }

    @Test
    default void aClaimShouldBeHonouredUntilItExpiresAndNoLonger() {
        MemoryStage here = MemoryStage.on(storage());
        Change first = here.tenant().once("claim");
        Instant end = first.claim().orElseThrow().expiresAt();
        upsert(here, aMemory().withContent("first"), first);

        here.tenant().clock().set(end.minusNanos(1_000));
        assertThat(upsert(here, aMemory(), here.tenant().once("claim")).replayed())
                .isTrue();

        here.tenant().clock().set(end);
        Written<Memory> second =
                upsert(here, aMemory().withContent("second"), here.tenant().once("claim", "another fingerprint"));
        assertThat(second.replayed()).isFalse();
        assertThat(second.value().content()).isEqualTo("second");
        assertThat(upsert(here, aMemory(), here.tenant().once("claim", "another fingerprint")))
                .isEqualTo(new Written<>(second.value(), false, true));

        here.tenant().clock().advance(Duration.ofHours(24));
        assertThat(insert(here, aMemory().withKey("new"), here.tenant().once("claim"))
                        .replayed())
                .isFalse();
    }

    @Test
    default void aChangeThatFailedShouldLeaveNoClaim() {
        MemoryStage here = MemoryStage.on(storage());
        here.upsert(aMemory());
        assertThatThrownBy(() -> insert(here, aMemory(), here.tenant().once("insert")))
                .isInstanceOf(AlreadyExists.class);
        assertThatThrownBy(() -> restore(here, here.tenant().once("restore"))).isInstanceOf(AlreadyExists.class);
        assertThatThrownBy(() ->
                        delete(here, Optional.of(new Revision(2)), here.tenant().once("delete")))
                .isInstanceOf(StaleVersion.class);
        assertThatThrownBy(() ->
                        update(here, aMemory().withKey("absent"), here.tenant().once("update")))
                .isInstanceOf(NotFound.class);

        // The same keys serve other requests, because the first ones never happened.
        assertThat(delete(here, Optional.of(Revision.FIRST), here.tenant().once("delete", "other")))
                .isTrue();
        here.tenant().tick();
        assertThat(restore(here, here.tenant().once("restore", "other")).replayed())
                .isFalse();
        assertThat(upsert(here, aMemory(), here.tenant().once("update", "other"))
                        .replayed())
                .isFalse();
        assertThat(insert(here, aMemory().withKey("new"), here.tenant().once("insert", "other"))
                        .replayed())
                .isFalse();
    }

    @Test
    default void aDeletionOfNothingShouldLeaveNoClaim() {
        MemoryStage here = MemoryStage.on(storage());
        assertThat(delete(here, Optional.empty(), here.tenant().once("claim"))).isFalse();
        here.upsert(aMemory());

        assertThat(delete(here, Optional.empty(), here.tenant().once("claim"))).isTrue();
        assertThat(here.find(aMemory())).isEmpty();
    }

    @Test
    default void parallelRequestsOfOneClaimShouldHaveOneEffectAndOneAnswer() {
        MemoryStage here = MemoryStage.on(storage());
        Change change = here.tenant().once("claim");

        List<Written<Memory>> upserts = allOf(Race.of(50, i -> upsert(here, aMemory(), change)));

        assertThat(upserts)
                .extracting(Written::value)
                .containsOnly(upserts.getFirst().value());
        assertThat(upserts).extracting(Written::created).containsOnly(true);
        assertThat(upserts).filteredOn(Written::replayed).hasSize(49);
        assertThat(here.revisions(aMemory())).hasSize(1);
        assertThat(here.tenant().audit()).hasSize(1);
    }

    @Test
    default void parallelInsertsOfOneClaimShouldAllAnswerWhatTheFirstMade() {
        MemoryStage here = MemoryStage.on(storage());
        Change change = here.tenant().once("claim");

        List<Written<Memory>> inserts = allOf(Race.of(50, i -> insert(here, aMemory(), change)));

        assertThat(inserts)
                .extracting(Written::value)
                .containsOnly(inserts.getFirst().value());
        assertThat(inserts).filteredOn(Written::replayed).hasSize(49);
        assertThat(here.tenant().audit()).hasSize(1);
    }

    @Test
    default void parallelDeletionsOfOneClaimShouldAllAnswerThatItWasDeleted() {
        MemoryStage here = MemoryStage.on(storage());
        here.upsert(aMemory());
        Change change = here.tenant().once("claim");

        assertThat(allOf(Race.of(50, i -> delete(here, Optional.of(Revision.FIRST), change))))
                .containsOnly(true);
        assertThat(here.revisions(aMemory())).hasSize(2);
    }

    private static <T> List<T> allOf(List<Race.Outcome<T>> outcomes) {
        assertThat(Race.failures(outcomes)).isEmpty();
        return Race.values(outcomes);
    }

    private static Written<Memory> upsert(MemoryStage here, Memories memory, Change change) {
        return here.repository().upsert(here.tenant().scope(), memory.write(), change);
    }

    private static Written<Memory> insert(MemoryStage here, Memories memory, Change change) {
        return here.repository().insert(here.tenant().scope(), memory.write(), change);
    }

    private static Written<Memory> update(MemoryStage here, Memories memory, Change change) {
        return here.repository().update(here.tenant().scope(), memory.write(), Revision.FIRST, change);
    }

    private static List<Written<Memory>> upsertAll(MemoryStage here, List<Memories> memories, Change change) {
        return here.repository()
                .upsertAll(
                        here.tenant().scope(),
                        memories.stream().map(Memories::write).toList(),
                        change);
    }

    private static boolean delete(MemoryStage here, Optional<Revision> expected, Change change) {
        return here.repository()
                .delete(here.tenant().scope(), aMemory().build().address(), expected, Fresh.auditEntryId(), change);
    }

    private static Written<Memory> restore(MemoryStage here, Change change) {
        return here.repository()
                .restore(here.tenant().scope(), aMemory().build().address(), Fresh.auditEntryId(), change);
    }
}
