package dev.holdfast.ports.shared;

import static dev.holdfast.domain.memory.Memories.aMemory;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.domain.Race;
import dev.holdfast.domain.TestTenant;
import dev.holdfast.domain.audit.AuditFilter;
import dev.holdfast.domain.identity.ApiKeys;
import dev.holdfast.domain.identity.StoredApiKey;
import dev.holdfast.domain.memory.Memory;
import dev.holdfast.domain.memory.MemoryFilter;
import dev.holdfast.domain.memory.MemoryStage;
import dev.holdfast.domain.shared.AlreadyExists;
import dev.holdfast.domain.shared.DeadlineExceeded;
import dev.holdfast.domain.shared.IdempotencyMismatch;
import dev.holdfast.domain.shared.PageRequest;
import dev.holdfast.domain.shared.Revision;
import dev.holdfast.domain.shared.Scope;
import dev.holdfast.domain.shared.StaleVersion;
import dev.holdfast.domain.shared.StoreException;
import dev.holdfast.domain.shared.Written;
import dev.holdfast.ports.StorageUnderTest;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Every law of {@link Transactions}. Implement it with a class that says which {@code storage()} is under test. */
public interface TransactionsContract {
    StorageUnderTest storage();

    @Test
    default void whatTheWorkReturnsShouldBeReturnedAndWhatItWroteShouldBeThere() {
        MemoryStage here = MemoryStage.on(storage());
        StoredApiKey key = ApiKeys.aKeyOf(here.tenant()).build();

        String answer = in(here, () -> {
            here.upsert(aMemory().withKey("a"));
            here.insert(aMemory().withKey("b"));
            storage()
                    .apiKeys()
                    .insert(
                            here.tenant().scope(),
                            key,
                            here.tenant().auditId(),
                            here.tenant().change());
            return "done";
        });

        assertThat(answer).isEqualTo("done");
        assertThat(here.keys()).containsExactly("a", "b");
        assertThat(storage().apiKeys().find(here.tenant().scope(), key.key().id()))
                .contains(key.key());
        assertThat(here.tenant().audit()).hasSize(3);
    }

    @Test
    default void workThatThrowsShouldLeaveNothing() {
        MemoryStage here = MemoryStage.on(storage());
        Memory before = here.upsert(aMemory().withKey("before")).value();
        StoredApiKey key = ApiKeys.aKeyOf(here.tenant()).build();
        IllegalStateException failure = new IllegalStateException("changed my mind");

        assertThatThrownBy(() -> in(here, () -> {
                    here.upsert(aMemory().withKey("before").withContent("changed"));
                    here.upsertAll(aMemory().withKey("a"), aMemory().withKey("b"));
                    here.delete(aMemory().withKey("a"));
                    here.repository()
                            .upsert(
                                    here.tenant().scope(),
                                    aMemory().write(),
                                    here.tenant().once("claim"));
                    storage()
                            .apiKeys()
                            .insert(
                                    here.tenant().scope(),
                                    key,
                                    here.tenant().auditId(),
                                    here.tenant().change());
                    throw failure;
                }))
                .isSameAs(failure);

        assertThat(here.list(MemoryFilter.everything(here.now()), 200)).containsExactly(before);
        assertThat(here.revisions(aMemory().withKey("before"))).hasSize(1);
        assertThat(here.revisions(aMemory().withKey("a"))).isEmpty();
        assertThat(here.keysFound("changed")).isEmpty();
        assertThat(storage().apiKeys().find(here.tenant().scope(), key.key().id()))
                .isEmpty();
        assertThat(here.tenant().audit()).hasSize(1);
        assertThat(here.repository()
                        .upsert(
                                here.tenant().scope(),
                                aMemory().write(),
                                here.tenant().once("claim", "other"))
                        .replayed())
                .isFalse();
    }

    @Test
    default void workThatDiesOfAnErrorShouldLeaveNothing() {
        MemoryStage here = MemoryStage.on(storage());
        AssertionError death = new AssertionError("not an exception");

        assertThatThrownBy(() -> in(here, () -> {
                    here.upsert(aMemory());
                    throw death;
                }))
                .isSameAs(death);

        assertThat(here.keys()).isEmpty();
        assertThat(here.tenant().audit()).isEmpty();
    }

    @Test
    default void aRefusedCallShouldUndoWhatWentBefore() {
        MemoryStage here = MemoryStage.on(storage());
        here.upsert(aMemory().withKey("taken"));

        assertThatThrownBy(() -> in(here, () -> {
                    here.upsert(aMemory().withKey("new"));
                    return here.insert(aMemory().withKey("taken"));
                }))
                .isInstanceOf(AlreadyExists.class);
        assertThatThrownBy(() -> in(here, () -> {
                    here.upsert(aMemory().withKey("new"));
                    return here.update(aMemory().withKey("taken"), new Revision(7));
                }))
                .isInstanceOf(StaleVersion.class);

        assertThat(here.keys()).containsExactly("taken");
        assertThat(here.tenant().audit()).hasSize(1);
    }

    @Test
    default void aThreadShouldBeFreeForANewTransactionAfterOneThatFailed() {
        MemoryStage here = MemoryStage.on(storage());
        assertThatThrownBy(() -> in(here, () -> {
                    here.upsert(aMemory().withKey("lost"));
                    throw new IllegalStateException();
                }))
                .isInstanceOf(IllegalStateException.class);

        here.upsert(aMemory().withKey("alone"));
        in(here, () -> here.upsert(aMemory().withKey("together")));

        assertThat(here.keys()).containsExactly("alone", "together");
    }

    @Test
    default void anInnerCallShouldJoinTheOuter() {
        MemoryStage here = MemoryStage.on(storage());

        in(here, () -> {
            here.upsert(aMemory().withKey("outer"));
            return in(here, () -> here.upsert(aMemory().withKey("inner")));
        });
        assertThat(here.keys()).containsExactly("inner", "outer");

        assertThatThrownBy(() -> in(here, () -> {
                    in(here, () -> here.upsert(aMemory().withKey("committed too early")));
                    throw new IllegalStateException();
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(here.keys()).containsExactly("inner", "outer");
    }

    @Test
    default void aFailureOfTheInnerWorkShouldUndoTheOuter() {
        MemoryStage here = MemoryStage.on(storage());
        IllegalStateException failure = new IllegalStateException();

        assertThatThrownBy(() -> in(here, () -> {
                    here.upsert(aMemory().withKey("outer"));
                    return in(here, () -> {
                        here.upsert(aMemory().withKey("inner"));
                        throw failure;
                    });
                }))
                .isSameAs(failure);

        assertThat(here.keys()).isEmpty();
    }

    @Test
    default void aFailureOfTheInnerWorkShouldUndoTheOuterEvenWhenItIsCaught() {
        MemoryStage here = MemoryStage.on(storage());

        assertThatThrownBy(() -> in(here, () -> {
                    here.upsert(aMemory().withKey("outer"));
                    try {
                        in(here, () -> {
                            here.upsert(aMemory().withKey("inner"));
                            throw new IllegalStateException();
                        });
                    } catch (IllegalStateException caught) {
                        return "as if nothing had happened";
                    }
                    return "unreachable";
                }))
                .isInstanceOf(StoreException.class);

        assertThat(here.keys()).isEmpty();
        assertThat(here.tenant().audit()).isEmpty();
    }

    @Test
    default void theWorkShouldSeeWhatItWrote() {
        MemoryStage here = MemoryStage.on(storage());
        here.upsert(aMemory().withKey("before"));

        in(here, () -> {
            Memory first = here.upsert(aMemory().withContent("quokka")).value();
            assertThat(here.find(aMemory())).contains(first);
            assertThat(here.keys()).containsExactly("before", "likes");
            assertThat(here.keysFound("quokka")).containsExactly("likes");
            Memory second = here.update(aMemory().withContent("axolotl"), first.version())
                    .value();
            assertThat(here.find(aMemory())).contains(second);
            assertThat(here.findAsOf(aMemory(), first.recordedAt())).contains(first);
            assertThat(here.revisions(aMemory())).hasSize(2);
            assertThat(here.delete(aMemory().withKey("before"))).isTrue();
            assertThat(here.keys()).containsExactly("likes");
            assertThat(here.tenant().audit()).hasSize(4);
            return second;
        });

        assertThat(here.keys()).containsExactly("likes");
    }

    @Test
    default void nobodyElseShouldSeeWhatIsNotCommitted() {
        MemoryStage here = MemoryStage.on(storage());
        Memory before = here.upsert(aMemory().withContent("before")).value();

        in(here, () -> {
            here.upsert(aMemory().withContent("quokka"));
            here.upsert(aMemory().withKey("new").withContent("quokka"));
            Race.Outcome<Boolean> outside = Race.of(1, i -> {
                        assertThat(here.find(aMemory())).contains(before);
                        assertThat(here.keys()).containsExactly("likes");
                        assertThat(here.keysFound("quokka")).isEmpty();
                        assertThat(here.revisions(aMemory())).hasSize(1);
                        assertThat(here.revisions(aMemory().withKey("new"))).isEmpty();
                        assertThat(storage()
                                        .audit()
                                        .list(here.tenant().scope(), AuditFilter.everything(), PageRequest.first(10))
                                        .items())
                                .hasSize(1);
                        return true;
                    })
                    .getFirst();
            assertThat(outside.failure()).isEmpty();
            return outside;
        });

        assertThat(here.keysFound("quokka")).containsExactlyInAnyOrder("likes", "new");
    }

    @Test
    default void severalVersionsOfOneTransactionShouldAllBeKept() {
        MemoryStage here = MemoryStage.on(storage());

        in(here, () -> {
            here.upsert(aMemory().withContent("first"));
            here.upsert(aMemory().withContent("second"));
            return here.repository()
                    .upsert(
                            here.tenant().scope(),
                            aMemory().withContent("third").write(),
                            here.tenant().change());
        });

        assertThat(here.revisions(aMemory()))
                .extracting(revision -> revision.memory().content())
                .containsExactly("third", "second", "first");
    }

    @Test
    default void aClaimShouldBeHonouredInsideATransaction() {
        MemoryStage here = MemoryStage.on(storage());
        TestTenant tenant = here.tenant();
        Written<Memory> outside =
                here.repository().upsert(tenant.scope(), aMemory().write(), tenant.once("outside"));

        in(here, () -> {
            Written<Memory> replayed =
                    here.repository().upsert(tenant.scope(), aMemory().write(), tenant.once("outside"));
            assertThat(replayed).isEqualTo(new Written<>(outside.value(), true, true));
            Written<Memory> first = here.repository()
                    .upsert(tenant.scope(), aMemory().withKey("inside").write(), tenant.once("inside"));
            assertThat(here.repository()
                            .upsert(tenant.scope(), aMemory().withKey("inside").write(), tenant.once("inside")))
                    .isEqualTo(new Written<>(first.value(), true, true));
            return replayed;
        });
        assertThatThrownBy(() -> in(
                        here,
                        () -> here.repository()
                                .upsert(tenant.scope(), aMemory().write(), tenant.once("inside", "other"))))
                .isInstanceOf(IdempotencyMismatch.class);

        assertThat(here.revisions(aMemory())).hasSize(1);
        assertThat(tenant.audit()).hasSize(2);
    }

    @Test
    default void concurrentTransactionsShouldNotOverwriteOneAnother() {
        MemoryStage here = MemoryStage.on(storage());
        here.upsert(aMemory().withContent("0"));

        List<Race.Outcome<Written<Memory>>> outcomes = Race.of(
                10,
                i -> in(here, () -> {
                    Memory read = here.find(aMemory()).orElseThrow();
                    int next = Integer.parseInt(read.content()) + 1;
                    return here.repository()
                            .update(
                                    here.tenant().scope(),
                                    aMemory()
                                            .withContent(Integer.toString(next))
                                            .write(),
                                    read.version(),
                                    here.tenant().change());
                }));

        assertThat(Race.failures(outcomes)).allMatch(StaleVersion.class::isInstance);
        Memory last = here.find(aMemory()).orElseThrow();
        assertThat(last.content())
                .isEqualTo(Integer.toString(Race.values(outcomes).size()));
        assertThat(last.version()).isEqualTo(new Revision(Race.values(outcomes).size() + 1L));
        assertThat(Race.values(outcomes)).isNotEmpty();
    }

    @Test
    default void noWorkShouldBeDoneAfterTheDeadline() {
        MemoryStage here = MemoryStage.on(storage());
        Scope late = here.tenant().late();

        assertThatThrownBy(() -> storage()
                        .transactions()
                        .inTransaction(
                                late,
                                "test.late",
                                () -> here.repository()
                                        .upsert(
                                                late,
                                                aMemory().write(),
                                                here.tenant().change())))
                .isInstanceOf(DeadlineExceeded.class);

        assertThat(here.keys()).isEmpty();
    }

    private <T> T in(MemoryStage here, Supplier<T> work) {
        return storage().transactions().inTransaction(here.tenant().scope(), "test.work", work);
    }
}
