package dev.holdfast.domain.memory;

import static dev.holdfast.domain.memory.Memories.aMemory;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.holdfast.domain.Fresh;
import dev.holdfast.domain.RepositoriesUnderTest;
import dev.holdfast.domain.TestTenant;
import dev.holdfast.domain.shared.AlreadyExists;
import dev.holdfast.domain.shared.JsonDocument;
import dev.holdfast.domain.shared.NotFound;
import dev.holdfast.domain.shared.Revision;
import dev.holdfast.domain.shared.StaleVersion;
import dev.holdfast.domain.shared.Written;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What each write leaves behind, and what it refuses. */
public interface MemoryWritingLaws {
    Memories FULL = aMemory()
            .in("users/42/preferences")
            .withKey("tea")
            .withContent("likes oolong, no sugar")
            .withCategory("preference")
            .withImportance(7)
            .withTags("drinks", "morning")
            .withMetadata(JsonDocument.of(Map.of("cups", 3)))
            .withSource("chat://77");

    RepositoriesUnderTest storage();

    @Test
    default void upsertShouldCreateWhatIsNotThere() {
        MemoryStage here = MemoryStage.on(storage());
        here.tenant().tick();
        Memories memory = FULL.validFrom(here.now().minusSeconds(60))
                .validTo(here.now().plusSeconds(60))
                .expiringAt(here.now().plusSeconds(3600));
        MemoryWrite write = memory.write();

        Written<Memory> written = storage()
                .memories()
                .upsert(here.tenant().scope(), write, here.tenant().change());

        MemoryDraft draft = write.draft();
        assertThat(written)
                .isEqualTo(new Written<>(
                        new Memory(
                                write.newId(),
                                draft.address().namespace(),
                                draft.address().key(),
                                draft.content(),
                                draft.category(),
                                draft.importance(),
                                draft.tags(),
                                draft.metadata(),
                                draft.source(),
                                draft.validFrom(),
                                draft.validTo(),
                                draft.expiresAt(),
                                Revision.FIRST,
                                here.now(),
                                here.now(),
                                here.now(),
                                TestTenant.ALICE),
                        true,
                        false));
        assertThat(here.find(memory)).contains(written.value());
    }

    @Test
    default void upsertShouldReplaceWhatIsThere() {
        MemoryStage here = MemoryStage.on(storage());
        Memory first = here.upsert(FULL.expiringAt(here.now().plusSeconds(60))).value();
        here.tenant().tick();

        Memories next = aMemory().in("users/42/preferences").withKey("tea").withContent("prefers water");
        Written<Memory> second = storage()
                .memories()
                .upsert(
                        here.tenant().scope(TestTenant.BOB),
                        next.write(),
                        here.tenant().change());

        assertThat(second.created()).isFalse();
        assertThat(second.replayed()).isFalse();
        Memory now = second.value();
        assertThat(now.id()).isEqualTo(first.id());
        assertThat(now.version()).isEqualTo(new Revision(2));
        assertThat(now.createdAt()).isEqualTo(first.createdAt());
        assertThat(now.updatedAt()).isEqualTo(here.now());
        assertThat(now.recordedAt()).isEqualTo(here.now());
        assertThat(now.createdBy()).isEqualTo(TestTenant.BOB);
        assertThat(now.content()).isEqualTo("prefers water");
        assertThat(now.category()).isEqualTo(MemoryDraft.DEFAULT_CATEGORY);
        assertThat(now.importance()).isEqualTo(1);
        assertThat(now.tags()).isEmpty();
        assertThat(now.metadata()).isEqualTo(JsonDocument.EMPTY);
        assertThat(now.source()).isEmpty();
        assertThat(now.expiresAt()).isEmpty();
        assertThat(here.find(next)).contains(now);
    }

    @Test
    default void upsertShouldCreateAnewWhatWasDeleted() {
        MemoryStage here = MemoryStage.on(storage());
        Memory first = here.upsert(aMemory()).value();
        here.delete(aMemory());

        Written<Memory> again = here.upsert(aMemory().withContent("again"));

        assertThat(again.created()).isTrue();
        assertThat(again.value().id()).isEqualTo(first.id());
        assertThat(again.value().version()).isEqualTo(new Revision(3));
        assertThat(again.value().createdAt()).isEqualTo(here.now());
        assertThat(here.find(aMemory())).contains(again.value());
    }

    @Test
    default void upsertShouldCreateAnewWhatHasExpired() {
        MemoryStage here = MemoryStage.on(storage());
        Memory first =
                here.upsert(aMemory().expiringAt(here.now().plusSeconds(1))).value();
        here.tenant().clock().advance(Duration.ofSeconds(1));

        Written<Memory> again = here.upsert(aMemory());

        assertThat(again.created()).isTrue();
        assertThat(again.value().id()).isEqualTo(first.id());
        assertThat(again.value().version()).isEqualTo(new Revision(2));
        assertThat(again.value().createdAt()).isEqualTo(here.now());
    }

    @Test
    default void insertShouldCreateWhatIsNotThere() {
        MemoryStage here = MemoryStage.on(storage());

        Written<Memory> written = here.insert(aMemory());

        assertThat(written.created()).isTrue();
        assertThat(written.value().version()).isEqualTo(Revision.FIRST);
        assertThat(here.find(aMemory())).contains(written.value());
    }

    @Test
    default void insertShouldFailOnALiveMemory() {
        MemoryStage here = MemoryStage.on(storage());
        Memory first = here.upsert(aMemory()).value();

        assertThatThrownBy(() -> here.insert(aMemory().withContent("other"))).isInstanceOf(AlreadyExists.class);

        assertThat(here.find(aMemory())).contains(first);
        assertThat(here.revisions(aMemory())).hasSize(1);
    }

    @Test
    default void insertShouldCreateAnewWhatIsDeletedOrExpired() {
        MemoryStage here = MemoryStage.on(storage());
        here.upsert(aMemory().withKey("deleted"));
        here.delete(aMemory().withKey("deleted"));
        here.upsert(aMemory().withKey("expired").expiringAt(here.now().plusSeconds(1)));
        here.tenant().clock().advance(Duration.ofSeconds(1));

        Written<Memory> afterDeletion = here.insert(aMemory().withKey("deleted"));
        Written<Memory> afterExpiry = here.insert(aMemory().withKey("expired"));

        assertThat(afterDeletion.created()).isTrue();
        assertThat(afterDeletion.value().version()).isEqualTo(new Revision(3));
        assertThat(afterExpiry.created()).isTrue();
        assertThat(afterExpiry.value().version()).isEqualTo(new Revision(2));
    }

    @Test
    default void updateShouldReplaceTheVersionItExpects() {
        MemoryStage here = MemoryStage.on(storage());
        Memory first = here.upsert(aMemory()).value();

        Written<Memory> second = here.update(aMemory().withContent("second"), first.version());

        assertThat(second.created()).isFalse();
        assertThat(second.value().version()).isEqualTo(new Revision(2));
        assertThat(second.value().createdAt()).isEqualTo(first.createdAt());
        assertThat(second.value().updatedAt()).isEqualTo(here.now());
        assertThat(here.find(aMemory())).contains(second.value());
    }

    @Test
    default void updateShouldFailOnStaleVersion() {
        MemoryStage here = MemoryStage.on(storage());
        here.upsert(aMemory());
        Memory second = here.upsert(aMemory().withContent("second")).value();

        assertThatThrownBy(() -> here.update(aMemory().withContent("lost"), Revision.FIRST))
                .asInstanceOf(type(StaleVersion.class))
                .extracting(StaleVersion::expected)
                .isEqualTo(Revision.FIRST);
        assertThatThrownBy(() -> here.update(aMemory().withContent("early"), new Revision(3)))
                .isInstanceOf(StaleVersion.class);

        assertThat(here.find(aMemory())).contains(second);
    }

    @Test
    default void updateShouldFailOnWhatIsAbsentDeletedOrExpired() {
        MemoryStage here = MemoryStage.on(storage());
        here.upsert(aMemory().withKey("deleted"));
        here.delete(aMemory().withKey("deleted"));
        here.upsert(aMemory().withKey("expired").expiringAt(here.now().plusSeconds(1)));
        here.tenant().clock().advance(Duration.ofSeconds(1));

        assertThatThrownBy(() -> here.update(aMemory().withKey("absent"), Revision.FIRST))
                .isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> here.update(aMemory().withKey("deleted"), new Revision(2)))
                .isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> here.update(aMemory().withKey("expired"), Revision.FIRST))
                .isInstanceOf(NotFound.class);
        assertThat(here.keys()).isEmpty();
    }

    @Test
    default void upsertAllShouldAnswerInTheOrderOfTheWrites() {
        MemoryStage here = MemoryStage.on(storage());
        here.upsert(aMemory().withKey("m"));

        List<Written<Memory>> written = here.upsertAll(
                aMemory().withKey("z"), aMemory().withKey("m"), aMemory().withKey("a"));

        assertThat(written).extracting(outcome -> outcome.value().key()).containsExactly("z", "m", "a");
        assertThat(written).extracting(Written::created).containsExactly(true, false, true);
        assertThat(written)
                .extracting(outcome -> outcome.value().version().value())
                .containsExactly(1L, 2L, 1L);
        assertThat(written)
                .allSatisfy(outcome -> assertThat(
                                here.find(aMemory().withKey(outcome.value().key())))
                        .contains(outcome.value()));
    }

    @Test
    default void upsertAllShouldKeepEachMemorysOwnContent() {
        MemoryStage here = MemoryStage.on(storage());
        Memories full = FULL.validFrom(here.now()).expiringAt(here.now().plusSeconds(60));
        Memories plain = aMemory().withKey("plain").withContent("nothing but text");

        List<Written<Memory>> written =
                here.upsertAll(full, plain, full.withKey("coffee").withTags());

        assertThat(here.find(full)).contains(written.get(0).value());
        assertThat(written.get(0).value().tags()).containsExactly("drinks", "morning");
        assertThat(written.get(0).value().metadata()).isEqualTo(full.metadata());
        assertThat(written.get(0).value().validFrom()).isEqualTo(full.validFrom());
        assertThat(written.get(1).value().content()).isEqualTo("nothing but text");
        assertThat(written.get(1).value().source()).isEmpty();
        assertThat(written.get(1).value().expiresAt()).isEmpty();
        assertThat(written.get(2).value().tags()).isEmpty();
    }

    @Test
    default void upsertAllShouldTakeAThousandMemories() {
        MemoryStage here = MemoryStage.on(storage());
        Memories[] thousand = IntStream.range(0, 1_000)
                .mapToObj(i -> aMemory().withKey("key " + i).withContent("content " + i))
                .toArray(Memories[]::new);

        List<Written<Memory>> written = here.upsertAll(thousand);

        assertThat(written).hasSize(1_000).extracting(Written::created).containsOnly(true);
        assertThat(written.get(617).value().content()).isEqualTo("content 617");
        assertThat(here.list(MemoryFilter.everything(here.now()), 200)).hasSize(1_000);
        assertThat(here.find(thousand[999])).contains(written.get(999).value());
    }

    @Test
    default void aChangeThatCannotBeAuditedShouldNotBeMade() {
        MemoryStage here = MemoryStage.on(storage());
        MemoryWrite first = aMemory().write();
        storage().memories().upsert(here.tenant().scope(), first, here.tenant().change());
        MemoryWrite good = aMemory().withKey("good").write();
        MemoryWrite taken = new MemoryWrite(
                Fresh.memoryId(), first.auditId(), aMemory().withKey("taken").build());

        assertThat(catchThrowable(() -> storage()
                        .memories()
                        .upsertAll(
                                here.tenant().scope(),
                                List.of(good, taken),
                                here.tenant().once("claim"))))
                .isInstanceOf(RuntimeException.class);

        assertThat(here.keys()).containsExactly("likes");
        assertThat(here.tenant().audit()).hasSize(1);
        assertThat(storage()
                        .memories()
                        .upsert(here.tenant().scope(), good, here.tenant().once("claim", "other")))
                .extracting(Written::created, Written::replayed)
                .containsExactly(true, false);
    }
}
