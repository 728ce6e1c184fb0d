package dev.holdfast.ports.knowledge;

import static dev.holdfast.domain.knowledge.Collections.aCollection;
import static dev.holdfast.domain.knowledge.Documents.aDocument;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.domain.audit.AuditEntry;
import dev.holdfast.domain.identity.Role;
import dev.holdfast.domain.knowledge.CollectionName;
import dev.holdfast.domain.knowledge.Documents;
import dev.holdfast.domain.shared.NotPermitted;
import dev.holdfast.domain.shared.PageRequest;
import dev.holdfast.domain.shared.Revision;
import dev.holdfast.ports.StorageUnderTest;
import dev.holdfast.ports.TestServices;
import dev.holdfast.ports.shared.CallContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What a key reaches that is limited to some namespaces: a collection lies in {@code collections/<name>}. */
public interface LimitedCollectionLaws {
    PageRequest FIRST_TEN = PageRequest.first(10);

    StorageUnderTest storage();

    @Test
    default void aLimitedKeyShouldListWhatItReaches() {
        TestServices here = TestServices.on(storage());
        for (String name : List.of("handbook", "handbook-2", "policies")) {
            here.knowledge()
                    .setCollection(here.writer(), aCollection().named(name).build());
        }

        Map.of(
                        "collections/handbook", List.of("handbook"),
                        "collections", List.of("handbook", "handbook-2", "policies"),
                        "collections/handbook/deeper", List.<String>of(),
                        "collections/absent", List.<String>of(),
                        "collections/Not A Name", List.<String>of(),
                        "users/1", List.<String>of())
                .forEach((limit, names) -> assertThat(here.knowledge()
                                .collections(here.call(Role.READER, limit), FIRST_TEN)
                                .items())
                        .as(limit)
                        .extracting(collection -> collection.name().value())
                        .isEqualTo(names));
        assertThat(here.knowledge()
                        .collections(here.call(Role.READER, "users/1", "collections/policies"), FIRST_TEN)
                        .items())
                .hasSize(1);
        assertThat(here.refusals()).isEmpty();
    }

    @Test
    default void everyUseCaseShouldRefuseALimitedKeyOutsideItsCollectionsAndAuditIt() {
        TestServices here = TestServices.on(storage());
        KnowledgeService knowledge = here.knowledge();
        CallContext limited = here.call(Role.ADMIN, "collections/mine", "users");
        CollectionName theirs = new CollectionName("theirs");
        Documents document = aDocument().in("theirs");
        knowledge.setCollection(here.writer(), aCollection().named("mine").build());
        knowledge.setCollection(here.writer(), aCollection().named("theirs").build());
        knowledge.set(here.writer(), document.build());
        assertThat(knowledge.set(limited, aDocument().in("mine").build()).created())
                .isTrue();
        String name = document.address().toString();

        Map<String, ThrowingCallable> ofCollections = Map.of(
                "collection.set",
                () -> knowledge.setCollection(
                        limited, aCollection().named("theirs").build()),
                "collection.create",
                () -> knowledge.createCollection(
                        limited, aCollection().named("theirs").build()),
                "collection.update",
                () -> knowledge.updateCollection(
                        limited, aCollection().named("theirs").build(), Revision.FIRST),
                "collection.get",
                () -> knowledge.collection(limited, theirs),
                "collection.delete",
                () -> knowledge.deleteCollection(limited, theirs, Optional.empty()),
                "document.list",
                () -> knowledge.documents(limited, theirs, FIRST_TEN),
                "document.set",
                () -> knowledge.setAll(limited, theirs, List.of(document.build())));
        Map<String, ThrowingCallable> ofDocuments = Map.of(
                "document.set", () -> knowledge.set(limited, document.build()),
                "document.create", () -> knowledge.create(limited, document.build()),
                "document.update", () -> knowledge.update(limited, document.build(), Revision.FIRST),
                "document.get", () -> knowledge.document(limited, document.address()),
                "document.chunks", () -> knowledge.chunks(limited, document.address(), FIRST_TEN),
                "document.delete", () -> knowledge.delete(limited, document.address(), Optional.empty()));
        ofCollections.forEach((action, call) -> assertRefused(here, action, "theirs", call));
        ofDocuments.forEach((action, call) -> assertRefused(here, action, name, call));

        assertThat(knowledge.document(here.writer(), document.address()).version())
                .isEqualTo(Revision.FIRST);
    }

    private static void assertRefused(TestServices here, String action, String subject, ThrowingCallable call) {
        int before = here.refusals().size();
        here.tenant().tick();

        assertThatThrownBy(call).as(action).isInstanceOf(NotPermitted.class);

        assertThat(here.refusals()).hasSize(before + 1);
        AuditEntry entry = here.refusals().getFirst();
        assertThat(entry.action()).isEqualTo(action);
        assertThat(entry.subject().name()).isEqualTo(subject);
    }
}
