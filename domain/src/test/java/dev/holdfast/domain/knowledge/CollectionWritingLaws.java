package dev.holdfast.domain.knowledge;

import static dev.holdfast.domain.knowledge.Collections.aCollection;
import static dev.holdfast.domain.knowledge.Documents.aDocument;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.domain.Race;
import dev.holdfast.domain.RepositoriesUnderTest;
import dev.holdfast.domain.TestTenant;
import dev.holdfast.domain.shared.AlreadyExists;
import dev.holdfast.domain.shared.InvalidInput;
import dev.holdfast.domain.shared.JsonDocument;
import dev.holdfast.domain.shared.NotFound;
import dev.holdfast.domain.shared.PageRequest;
import dev.holdfast.domain.shared.Revision;
import dev.holdfast.domain.shared.StaleVersion;
import dev.holdfast.domain.shared.Violation;
import dev.holdfast.domain.shared.Written;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How collections come, change, are listed and go. */
public interface CollectionWritingLaws {
    RepositoriesUnderTest storage();

    @Test
    default void upsertShouldStoreEverythingThatIsSaid() {
        KnowledgeStage here = KnowledgeStage.on(storage());
        Collections full = aCollection()
                .described("what everyone should know")
                .in(new Language("german"))
                .of(Profile.SCHEMA)
                .embeddedBy("hashing/384")
                .withMetadata(JsonDocument.of(Map.of("owner", "ops")));

        Written<Collection> written = here.put(full);

        Collection collection = written.value();
        assertThat(written.created()).isTrue();
        assertThat(written.replayed()).isFalse();
        assertThat(collection.description()).isEqualTo(full.build().description());
        assertThat(collection.language()).isEqualTo(new Language("german"));
        assertThat(collection.profile()).isEqualTo(Profile.SCHEMA);
        assertThat(collection.embeddingModel()).contains("hashing/384");
        assertThat(collection.metadata()).isEqualTo(full.build().metadata());
        assertThat(collection.version()).isEqualTo(Revision.FIRST);
        assertThat(collection.createdAt()).isEqualTo(here.tenant().now()).isEqualTo(collection.updatedAt());
        assertThat(collection.createdBy()).isEqualTo(TestTenant.ALICE);
        assertThat(here.find(full)).contains(collection);
        assertThat(here.put(aCollection().named("plain")).value().description()).isEmpty();
        assertThat(here.find(aCollection().named("plain")).orElseThrow().embeddingModel())
                .isEmpty();
    }

    @Test
    default void upsertShouldReplaceWhatIsSaidAndKeepTheRest() {
        KnowledgeStage here = KnowledgeStage.furnished(storage());
        Collection before = here.find(aCollection()).orElseThrow();
        here.put(aDocument());

        Written<Collection> written = here.put(aCollection().described("new"));

        assertThat(written.created()).isFalse();
        assertThat(written.value().id()).isEqualTo(before.id());
        assertThat(written.value().version()).isEqualTo(new Revision(2));
        assertThat(written.value().createdAt()).isEqualTo(before.createdAt());
        assertThat(written.value().updatedAt()).isEqualTo(here.tenant().now());
        assertThat(written.value().description()).contains("new");
        assertThat(here.texts(aDocument())).hasSize(2);
    }

    @Test
    default void languageAndProfileShouldNeverChange() {
        KnowledgeStage here = KnowledgeStage.furnished(storage());
        Collection before = here.find(aCollection()).orElseThrow();

        assertThatThrownBy(() -> here.put(aCollection().in(Language.SIMPLE)))
                .isInstanceOfSatisfying(
                        InvalidInput.class,
                        refused -> assertThat(refused.violations())
                                .extracting(Violation::pointer)
                                .containsExactly("/language"));
        assertThatThrownBy(() -> here.update(aCollection().of(Profile.SCHEMA), Revision.FIRST))
                .isInstanceOfSatisfying(
                        InvalidInput.class,
                        refused -> assertThat(refused.violations())
                                .extracting(Violation::pointer)
                                .containsExactly("/profile"));

        assertThat(here.find(aCollection())).contains(before);
        assertThat(here.tenant().audit()).hasSize(1);
    }

    @Test
    default void insertShouldFailWhereThereIsOne() {
        KnowledgeStage here = KnowledgeStage.on(storage());
        Written<Collection> first = here.insert(aCollection());

        assertThatThrownBy(() -> here.insert(aCollection().described("second"))).isInstanceOf(AlreadyExists.class);

        assertThat(first.created()).isTrue();
        assertThat(here.find(aCollection())).contains(first.value());
    }

    @Test
    default void updateShouldFailOnStaleVersionAndWhereThereIsNone() {
        KnowledgeStage here = KnowledgeStage.furnished(storage());
        assertThatThrownBy(() -> here.update(aCollection().named("absent"), Revision.FIRST))
                .isInstanceOf(NotFound.class);

        Written<Collection> second = here.update(aCollection().described("second"), Revision.FIRST);
        assertThat(second.created()).isFalse();
        assertThat(second.value().version()).isEqualTo(new Revision(2));

        assertThatThrownBy(() -> here.update(aCollection().described("third"), Revision.FIRST))
                .isInstanceOfSatisfying(
                        StaleVersion.class, stale -> assertThat(stale.current()).contains(new Revision(2)));
        assertThat(here.find(aCollection())).contains(second.value());
    }

    @Test
    default void ofConcurrentUpdatesOfOneVersionExactlyOneShouldSucceed() {
        KnowledgeStage here = KnowledgeStage.furnished(storage());

        List<Race.Outcome<Written<Collection>>> outcomes = Race.of(
                20,
                i -> here.collections()
                        .update(
                                here.tenant().scope(),
                                aCollection().described("writer " + i).write(),
                                Revision.FIRST,
                                here.tenant().change()));

        assertThat(Race.values(outcomes)).hasSize(1);
        assertThat(Race.failures(outcomes)).hasSize(19).allMatch(StaleVersion.class::isInstance);
        assertThat(here.tenant().audit()).hasSize(2);
    }

    @Test
    default void twoVersionsShouldNeverShareAMoment() {
        KnowledgeStage here = KnowledgeStage.on(storage());
        Collection first = here.collections()
                .upsert(
                        here.tenant().scope(),
                        aCollection().write(),
                        here.tenant().change())
                .value();

        Collection second = here.collections()
                .upsert(
                        here.tenant().scope(),
                        aCollection().write(),
                        here.tenant().change())
                .value();

        assertThat(second.updatedAt()).isEqualTo(first.updatedAt().plusNanos(1_000));
    }

    @Test
    default void deleteShouldTakeDocumentsAndChunksWithIt() {
        KnowledgeStage here = KnowledgeStage.furnished(storage());
        here.put(aCollection().named("other"));
        here.put(aDocument());
        here.put(aDocument().in("other"));

        assertThat(here.delete(aCollection(), Optional.empty())).isTrue();

        assertThat(here.find(aCollection())).isEmpty();
        assertThat(here.find(aDocument())).isEmpty();
        assertThat(here.chunks(aDocument())).isEmpty();
        assertThat(here.ids("handbook")).isEmpty();
        assertThat(here.texts(aDocument().in("other"))).hasSize(2);
        Written<Collection> anew = here.put(aCollection());
        assertThat(anew.created()).isTrue();
        assertThat(anew.value().version()).isEqualTo(Revision.FIRST);
        assertThat(here.ids("handbook")).isEmpty();
    }

    @Test
    default void deleteShouldFailOnStaleVersionAndChangeNothingWhereThereIsNone() {
        KnowledgeStage here = KnowledgeStage.furnished(storage());
        here.put(aDocument());

        assertThat(here.delete(aCollection().named("absent"), Optional.empty())).isFalse();
        assertThat(here.delete(aCollection().named("absent"), Optional.of(Revision.FIRST)))
                .isFalse();
        assertThatThrownBy(() -> here.delete(aCollection(), Optional.of(new Revision(2))))
                .isInstanceOf(StaleVersion.class);

        assertThat(here.texts(aDocument())).hasSize(2);
        assertThat(here.delete(aCollection(), Optional.of(Revision.FIRST))).isTrue();
    }

    @Test
    default void listShouldBeInTheOrderOfNamesAndAmongThoseAskedFor() {
        KnowledgeStage here = KnowledgeStage.on(storage());
        for (String name : List.of("b", "a-1", "a", "10", "c")) {
            here.put(aCollection().named(name));
        }

        assertThat(here.names()).containsExactly("10", "a", "a-1", "b", "c");
        List<CollectionName> wanted =
                List.of(new CollectionName("c"), new CollectionName("a"), new CollectionName("absent"));
        assertThat(KnowledgeStage.all(
                        1, page -> here.collections().list(here.tenant().scope(), Optional.of(wanted), page)))
                .extracting(collection -> collection.name().value())
                .containsExactly("a", "c");
        assertThat(here.collections()
                        .list(here.tenant().scope(), Optional.of(List.of()), PageRequest.first(1))
                        .items())
                .isEmpty();
    }
}
