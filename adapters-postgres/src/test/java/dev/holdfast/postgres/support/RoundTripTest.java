package dev.holdfast.postgres.support;

import static dev.holdfast.domain.knowledge.Collections.aCollection;
import static dev.holdfast.domain.knowledge.Documents.aDocument;
import static dev.holdfast.domain.memory.Memories.aMemory;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.Fresh;
import dev.holdfast.domain.TestTenant;
import dev.holdfast.domain.audit.AuditEntry;
import dev.holdfast.domain.audit.AuditFilter;
import dev.holdfast.domain.audit.AuditOutcome;
import dev.holdfast.domain.audit.AuditSubject;
import dev.holdfast.domain.embedding.ContentHash;
import dev.holdfast.domain.embedding.Embedding;
import dev.holdfast.domain.embedding.Vector;
import dev.holdfast.domain.identity.ApiKeys;
import dev.holdfast.domain.identity.StoredApiKey;
import dev.holdfast.domain.knowledge.CollectionRepository;
import dev.holdfast.domain.knowledge.DocumentRepository;
import dev.holdfast.domain.memory.Memories;
import dev.holdfast.domain.memory.MemoryFilter;
import dev.holdfast.domain.memory.MemoryPart;
import dev.holdfast.domain.memory.MemoryRepository;
import dev.holdfast.domain.memory.MemoryVersion;
import dev.holdfast.domain.recall.Condition;
import dev.holdfast.domain.recall.LexicalQuery;
import dev.holdfast.domain.recall.PassageFilter;
import dev.holdfast.domain.recall.PassageId;
import dev.holdfast.domain.recall.PassageIndex;
import dev.holdfast.domain.shared.Namespace;
import dev.holdfast.domain.shared.PageRequest;
import dev.holdfast.domain.shared.Revision;
import dev.holdfast.domain.shared.StaleVersion;
import dev.holdfast.domain.shared.Staleness;
import dev.holdfast.ports.TestServices;
import dev.holdfast.ports.knowledge.ChunkVectors;
import dev.holdfast.ports.knowledge.IngestLine;
import dev.holdfast.ports.shared.CallContext;
import dev.holdfast.postgres.PostgresUnderTest;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * What each operation costs on the wire: one round trip of two statements, the settings and the work. Seen from the socket, because
 * the driver splits a round trip silently when it does not know the type of a parameter.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RoundTripTest {
    private static final int WARM = 8; // past the driver's and the server's changes of plan

    private TappedStorage tapped;
    private PostgresUnderTest storage;
    private TestTenant here;
    private MemoryRepository memories;

    @BeforeAll
    void open() throws IOException {
        tapped = TappedStorage.open();
        storage = tapped.storage();
        here = TestTenant.in(storage);
        memories = storage.memories();
    }

    /** The pool asks a connection that was idle whether it still lives; that is not the operation's either. */
    @BeforeEach
    void wake() {
        memories.find(here.scope(), aMemory().build().address(), here.now());
    }

    @AfterAll
    void close() throws IOException {
        tapped.close();
    }

    @Test
    void everyOperationOfMemoriesShouldBeOneRoundTrip() {
        Map<String, Runnable> operations = new LinkedHashMap<>();
        operations.put("upsert", () -> memories.upsert(here.scope(), aMemory().write(), here.change()));
        operations.put(
                "upsert once", () -> memories.upsert(here.scope(), aMemory().write(), here.once("k" + here.tick())));
        Memories rich = aMemory().withTags("a", "b").expiringAt(here.now().plusSeconds(60));
        operations.put("upsert with everything", () -> memories.upsert(here.scope(), rich.write(), here.change()));
        operations.put(
                "insert",
                () -> memories.insert(
                        here.scope(), aMemory().withKey("new " + here.tick()).write(), here.change()));
        operations.put(
                "batch",
                () -> memories.upsertAll(
                        here.scope(),
                        List.of(
                                aMemory().withKey("a").write(),
                                aMemory().withKey("b").write()),
                        here.change()));
        operations.put(
                "find", () -> memories.find(here.scope(), aMemory().build().address(), here.now()));
        operations.put(
                "find as of",
                () -> memories.findAsOf(here.scope(), aMemory().build().address(), here.now(), here.now()));
        MemoryFilter all = MemoryFilter.everything(here.now());
        operations.put("foremost", () -> memories.foremost(here.scope(), all, 10));
        operations.put("values", () -> memories.values(here.scope(), all, MemoryPart.KEY, "", 10));
        operations.put("list", () -> memories.list(here.scope(), all, PageRequest.first(10)));
        MemoryVersion version = new MemoryVersion(Fresh.memoryId(), Revision.FIRST);
        operations.put("versions", () -> memories.findVersions(here.scope(), List.of(version), here.now()));
        operations.put(
                "revisions",
                () -> memories.revisions(here.scope(), aMemory().build().address(), here.now(), PageRequest.first(10)));
        operations.put(
                "delete of nothing",
                () -> memories.delete(
                        here.scope(),
                        aMemory().withKey("absent").build().address(),
                        Optional.empty(),
                        here.auditId(),
                        here.change()));
        operations.put(
                "list of the audit",
                () -> storage.audit().list(here.scope(), AuditFilter.everything(), PageRequest.first(10)));
        operations.put(
                "refusal in the audit",
                () -> storage.audit()
                        .insert(
                                here.scope(),
                                new AuditEntry(
                                        here.auditId(),
                                        here.now(),
                                        TestTenant.ALICE,
                                        "request-1",
                                        "memory.set",
                                        AuditSubject.named("memory", "a/b"),
                                        AuditOutcome.REFUSED,
                                        Optional.empty())));

        operations.forEach((name, operation) -> {
            for (int i = 0; i < WARM; i++) {
                assertCost(name, 1, operation);
            }
        });
    }

    @Test
    void everyOperationOfKnowledgeShouldBeOneRoundTrip() {
        CollectionRepository collections = storage.collections();
        DocumentRepository documents = storage.documents();
        Map<String, Runnable> operations = new LinkedHashMap<>();
        operations.put(
                "set collection",
                () -> collections.upsert(here.scope(), aCollection().write(), here.change()));
        operations.put(
                "set collection once",
                () -> collections.upsert(
                        here.scope(),
                        aCollection().described("d").embeddedBy("m").write(),
                        here.once("c" + here.tick())));
        operations.put(
                "create collection",
                () -> collections.insert(
                        here.scope(),
                        aCollection().named("c" + here.tick().toEpochMilli()).write(),
                        here.change()));
        operations.put(
                "find collection",
                () -> collections.find(here.scope(), aCollection().name()));
        operations.put(
                "list collections", () -> collections.list(here.scope(), Optional.empty(), PageRequest.first(10)));
        operations.put(
                "list some collections",
                () -> collections.list(
                        here.scope(), Optional.of(List.of(aCollection().name())), PageRequest.first(10)));
        operations.put(
                "delete no collection",
                () -> collections.delete(
                        here.scope(),
                        aCollection().named("absent").name(),
                        Optional.empty(),
                        here.auditId(),
                        here.change()));
        operations.put("set", () -> documents.upsert(here.scope(), aDocument().write(), here.change()));
        operations.put(
                "set once",
                () -> documents.upsert(
                        here.scope(),
                        aDocument()
                                .withTexts("text " + here.tick())
                                .withTitle("t")
                                .write(),
                        here.once("d" + here.tick())));
        operations.put(
                "create",
                () -> documents.insert(
                        here.scope(), aDocument().withId("new " + here.tick()).write(), here.change()));
        operations.put(
                "set all",
                () -> documents.upsertAll(
                        here.scope(),
                        aCollection().name(),
                        List.of(
                                aDocument().withId("a").withTexts().write(),
                                aDocument()
                                        .withId("b")
                                        .withTexts("b " + here.tick())
                                        .write()),
                        here.change()));
        operations.put("find", () -> documents.find(here.scope(), aDocument().address()));
        operations.put(
                "find all",
                () -> documents.findAll(
                        here.scope(),
                        aCollection().name(),
                        List.of(aDocument().address().externalId())));
        operations.put("list", () -> documents.list(here.scope(), aCollection().name(), PageRequest.first(10)));
        operations.put(
                "chunks", () -> documents.chunks(here.scope(), aDocument().address(), PageRequest.first(10)));
        operations.put(
                "delete nothing",
                () -> documents.delete(
                        here.scope(),
                        aDocument().withId("absent").address(),
                        Optional.empty(),
                        here.auditId(),
                        here.change()));

        operations.forEach((name, operation) -> {
            for (int i = 0; i < WARM; i++) {
                assertCost(name, 1, operation);
            }
        });
    }

    @Test
    void findingAndReadingPassagesShouldBeOneRoundTripEach() {
        PassageFilter filter = new PassageFilter(
                List.of(new Namespace("users")),
                new Condition.Not(new Condition.Equal(
                        new Condition.Field.Metadata(List.of("a", "b")), new Condition.Value.Text("c"))),
                Optional.empty(),
                here.now());
        LexicalQuery query = new LexicalQuery("quokka", List.of("two words"), List.of("pre"));
        for (PassageIndex index :
                List.of(storage.adapter().memoryPassages(), storage.adapter().chunkPassages())) {
            PassageId id = new PassageId(index.kind(), Fresh.memoryId().value());
            for (int i = 0; i < WARM; i++) {
                assertCost("lexical", 1, () -> index.lexical(here.scope(), query, filter, 100));
                assertCost("load", 1, () -> index.load(here.scope(), List.of(id), filter, 2, 100));
            }
        }
    }

    @Test
    void updateShouldBeOneRoundTripAndOneMoreWhenItIsRefused() {
        Revision[] version = {
            memories.upsert(here.scope(), aMemory().withKey("updated").write(), here.change())
                    .value()
                    .version()
        };
        for (int i = 0; i < WARM; i++) {
            assertCost(
                    "update",
                    1,
                    () -> version[0] = memories.update(
                                    here.scope(), aMemory().withKey("updated").write(), version[0], here.change())
                            .value()
                            .version());
        }
        assertCost("stale update", 2, () -> {
            try {
                memories.update(here.scope(), aMemory().withKey("updated").write(), Revision.FIRST, here.change());
            } catch (StaleVersion expected) {
                // that is what the second round trip was for
            }
        });
    }

    @Test
    void theLookUpOfAKeyShouldBeOneRoundTrip() {
        StoredApiKey key = ApiKeys.aKeyOf(here).build();
        storage.apiKeys().insert(here.scope(), key, here.auditId(), here.change());
        for (int i = 0; i < WARM; i++) {
            assertCost(
                    "authentication",
                    1,
                    () -> assertThat(storage.apiKeys()
                                    .findForAuthentication(key.key().id(), here.deadline(), Staleness.NONE))
                            .isPresent());
        }
    }

    /** Of a batch, however many documents and chunks it has. */
    @Test
    void anIngestShouldCostARoundTripForEachStepOfABatch() {
        TestServices services = TestServices.on(storage);
        CallContext call = services.admin();
        services.knowledge().setCollection(call, aCollection().build());
        for (int i = 0; i < WARM; i++) {
            ingest(services, call, i, 2, Optional.of("model-a"));
        }

        assertCost(
                "ingest: collection, documents there are, documents",
                3,
                () -> ingest(services, call, 100, 50, Optional.empty()));
        assertCost(
                "ingest with vectors: and the model, vectors",
                5,
                () -> ingest(services, call, 200, 50, Optional.of("model-a")));
        assertCost(
                "ingest of what is so already: collection, model, documents and vectors there are",
                4,
                () -> ingest(services, call, 200, 50, Optional.of("model-a")));
    }

    private static void ingest(TestServices services, CallContext call, int first, int count, Optional<String> model) {
        services.ingests()
                .ingest(
                        call,
                        aCollection().name(),
                        IntStream.range(first, first + count)
                                .<IngestLine>mapToObj(i -> new IngestLine.Sound(
                                        i,
                                        aDocument()
                                                .withId("d" + i)
                                                .withTexts("text " + i)
                                                .build(),
                                        model.map(name -> new ChunkVectors(
                                                Optional.of(name),
                                                List.of(new Embedding(
                                                        ContentHash.of("text " + i), Vector.of(1, i, 2)))))))
                                .toList(),
                        false);
    }

    private void assertCost(String name, int roundTrips, Runnable operation) {
        tapped.assertCost(name, roundTrips, operation);
    }
}
