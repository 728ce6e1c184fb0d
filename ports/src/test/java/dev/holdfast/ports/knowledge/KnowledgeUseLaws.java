package dev.holdfast.ports.knowledge;

import static dev.holdfast.domain.knowledge.Collections.aCollection;
import static dev.holdfast.domain.knowledge.Documents.aDocument;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.domain.audit.AuditEntry;
import dev.holdfast.domain.knowledge.Chunk;
import dev.holdfast.domain.knowledge.Collection;
import dev.holdfast.domain.knowledge.CollectionName;
import dev.holdfast.domain.knowledge.Document;
import dev.holdfast.domain.knowledge.DocumentDraft;
import dev.holdfast.domain.knowledge.Documents;
import dev.holdfast.domain.shared.AlreadyExists;
import dev.holdfast.domain.shared.IdempotencyMismatch;
import dev.holdfast.domain.shared.InvalidInput;
import dev.holdfast.domain.shared.LimitExceeded;
import dev.holdfast.domain.shared.NotFound;
import dev.holdfast.domain.shared.PageRequest;
import dev.holdfast.domain.shared.Revision;
import dev.holdfast.domain.shared.StaleVersion;
import dev.holdfast.domain.shared.Violation;
import dev.holdfast.domain.shared.Written;
import dev.holdfast.ports.StorageUnderTest;
import dev.holdfast.ports.TestServices;
import dev.holdfast.ports.shared.CallContext;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the use cases of collections and documents do. */
public interface KnowledgeUseLaws {
    CollectionName HANDBOOK = aCollection().name();
    PageRequest PAGE = PageRequest.first(10);

    StorageUnderTest storage();

    @Test
    default void aCollectionShouldBeMadeReadChangedListedAndDeleted() {
        TestServices here = TestServices.on(storage());
        CallContext writer = here.writer();
        KnowledgeService knowledge = here.knowledge();

        Written<Collection> created =
                knowledge.createCollection(writer, aCollection().build());
        assertThat(created.created()).isTrue();
        assertThatThrownBy(
                        () -> knowledge.createCollection(writer, aCollection().build()))
                .isInstanceOf(AlreadyExists.class);
        knowledge.updateCollection(writer, aCollection().described("2").build(), Revision.FIRST);
        assertThatThrownBy(
                        () -> knowledge.updateCollection(writer, aCollection().build(), Revision.FIRST))
                .isInstanceOf(StaleVersion.class);
        Collection last = knowledge
                .setCollection(writer, aCollection().described("3").build())
                .value();

        assertThat(last.version()).isEqualTo(new Revision(3));
        assertThat(knowledge.collection(writer, HANDBOOK)).isEqualTo(last);
        assertThat(knowledge.collections(writer, PAGE).items()).containsExactly(last);
        knowledge.deleteCollection(writer, HANDBOOK, Optional.of(last.version()));
        assertThatThrownBy(() -> knowledge.deleteCollection(writer, HANDBOOK, Optional.empty()))
                .isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> knowledge.collection(writer, HANDBOOK)).isInstanceOf(NotFound.class);
        assertThat(here.tenant().audit())
                .extracting(AuditEntry::action)
                .containsExactly("collection.delete", "collection.set", "collection.update", "collection.create");
    }

    @Test
    default void aDocumentShouldBeMadeReadChangedListedAndDeleted() {
        TestServices here = furnished();
        CallContext writer = here.writer();
        KnowledgeService knowledge = here.knowledge();

        assertThat(knowledge.create(writer, aDocument().build()).created()).isTrue();
        assertThatThrownBy(() -> knowledge.create(writer, aDocument().build())).isInstanceOf(AlreadyExists.class);
        knowledge.update(writer, aDocument().withTexts("2").build(), Revision.FIRST);
        assertThatThrownBy(() -> knowledge.update(writer, aDocument().build(), Revision.FIRST))
                .isInstanceOf(StaleVersion.class);
        Document last = knowledge
                .set(writer, aDocument().withTexts("a", "b", "c").build())
                .value();

        assertThat(knowledge.document(writer, aDocument().address())).isEqualTo(last);
        assertThat(knowledge.documents(writer, HANDBOOK, PAGE).items()).containsExactly(last);
        List<Chunk> chunks =
                knowledge.chunks(writer, aDocument().address(), PAGE).items();
        assertThat(chunks).extracting(Chunk::text).containsExactly("a", "b", "c");
        assertThat(chunks).extracting(chunk -> chunk.id().value().toString()).isSorted();
        knowledge.delete(writer, aDocument().address(), Optional.of(last.version()));
        assertThatThrownBy(() -> knowledge.delete(writer, aDocument().address(), Optional.empty()))
                .isInstanceOf(NotFound.class);
        assertThat(here.tenant().audit().subList(0, 4))
                .extracting(AuditEntry::action)
                .containsExactly("document.delete", "document.set", "document.update", "document.create");
    }

    @Test
    default void whatIsNotThereShouldNotBeFound() {
        TestServices here = furnished();
        CallContext writer = here.writer();
        Documents absent = aDocument().in("absent");

        assertThatThrownBy(() -> here.knowledge().document(writer, aDocument().address()))
                .isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> here.knowledge().chunks(writer, aDocument().address(), PAGE))
                .isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> here.knowledge().documents(writer, new CollectionName("absent"), PAGE))
                .isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> here.knowledge().set(writer, absent.build())).isInstanceOf(NotFound.class);
        assertThat(here.knowledge().documents(writer, HANDBOOK, PAGE).items()).isEmpty();
        here.knowledge().set(writer, aDocument().withTexts().build());
        assertThat(here.knowledge().chunks(writer, aDocument().address(), PAGE).items())
                .isEmpty();
    }

    @Test
    default void aBatchShouldKeepItsBounds() {
        TestServices here = furnished();
        CallContext writer = here.writer();
        KnowledgeService knowledge = here.knowledge();
        DocumentDraft one = aDocument().build();
        DocumentDraft large = aDocument()
                .withTexts(Collections.nCopies(1_500, "x").toArray(String[]::new))
                .build();
        DocumentDraft heavy = aDocument()
                .withTexts(Collections.nCopies(300, "x".repeat(32 * 1024)).toArray(String[]::new))
                .build();

        assertThat(knowledge.setAll(
                        writer,
                        HANDBOOK,
                        List.of(one, aDocument().withId("other").build())))
                .extracting(Written::created)
                .containsExactly(true, true);
        assertThatThrownBy(() -> knowledge.setAll(writer, HANDBOOK, List.of())).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> knowledge.setAll(writer, HANDBOOK, Collections.nCopies(1_001, one)))
                .isInstanceOf(LimitExceeded.class);
        assertThatThrownBy(() -> knowledge.setAll(writer, HANDBOOK, List.of(large, large)))
                .isInstanceOf(LimitExceeded.class);
        assertThatThrownBy(() -> knowledge.setAll(writer, HANDBOOK, List.of(heavy, heavy)))
                .isInstanceOf(LimitExceeded.class);
        assertThatThrownBy(() -> knowledge.setAll(
                        writer,
                        HANDBOOK,
                        List.of(one, one, aDocument().in("else").build())))
                .isInstanceOfSatisfying(
                        InvalidInput.class,
                        wrong -> assertThat(wrong.violations())
                                .extracting(Violation::pointer)
                                .containsExactly("/documents/1/external_id", "/documents/2/collection"));
        assertThat(knowledge.document(writer, one.address()).version()).isEqualTo(Revision.FIRST);
    }

    @Test
    default void everyChangeShouldHonourAnIdempotencyKey() {
        TestServices here = TestServices.on(storage());
        KnowledgeService knowledge = here.knowledge();
        DocumentDraft draft = aDocument().build();

        for (int repetition = 0; repetition < 2; repetition++) {
            boolean replayed = repetition == 1;
            here.tenant().tick();
            assertThat(knowledge
                            .createCollection(once(here, "1"), aCollection().build())
                            .replayed())
                    .isEqualTo(replayed);
            assertThat(knowledge
                            .setCollection(once(here, "2"), aCollection().build())
                            .replayed())
                    .isEqualTo(replayed);
            assertThat(knowledge
                            .updateCollection(once(here, "3"), aCollection().build(), new Revision(2))
                            .replayed())
                    .isEqualTo(replayed);
            assertThat(knowledge.create(once(here, "4"), draft).replayed()).isEqualTo(replayed);
            assertThat(knowledge.set(once(here, "5"), draft).replayed()).isEqualTo(replayed);
            assertThat(knowledge.update(once(here, "6"), draft, new Revision(2)).replayed())
                    .isEqualTo(replayed);
            assertThat(knowledge
                            .setAll(once(here, "7"), HANDBOOK, List.of(draft))
                            .getFirst()
                            .replayed())
                    .isEqualTo(replayed);
        }
        for (int repetition = 0; repetition < 2; repetition++) {
            knowledge.delete(once(here, "8"), draft.address(), Optional.of(new Revision(4)));
            knowledge.deleteCollection(once(here, "9"), HANDBOOK, Optional.of(new Revision(3)));
        }
        assertThatThrownBy(() ->
                        knowledge.setCollection(once(here, "1"), aCollection().build()))
                .isInstanceOf(IdempotencyMismatch.class);
        assertThat(here.tenant().audit()).hasSize(9);
    }

    private TestServices furnished() {
        TestServices here = TestServices.on(storage());
        here.knowledge().setCollection(here.writer(), aCollection().build());
        return here;
    }

    private static CallContext once(TestServices here, String key) {
        return TestServices.once(here.writer(), key, "fingerprint");
    }
}
