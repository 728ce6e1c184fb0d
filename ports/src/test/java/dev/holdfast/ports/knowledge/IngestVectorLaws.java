package dev.holdfast.ports.knowledge;

import static dev.holdfast.domain.knowledge.Collections.aCollection;
import static dev.holdfast.domain.knowledge.Documents.aDocument;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.domain.embedding.ContentHash;
import dev.holdfast.domain.embedding.Embedding;
import dev.holdfast.domain.embedding.EmbeddingModel;
import dev.holdfast.domain.embedding.Vector;
import dev.holdfast.domain.knowledge.CollectionName;
import dev.holdfast.domain.recall.Condition;
import dev.holdfast.domain.recall.Metric;
import dev.holdfast.domain.recall.PassageKind;
import dev.holdfast.domain.recall.Tuning;
import dev.holdfast.domain.recall.VectorQuery;
import dev.holdfast.domain.shared.InvalidInput;
import dev.holdfast.domain.shared.NotFound;
import dev.holdfast.ports.StorageUnderTest;
import dev.holdfast.ports.TestServices;
import dev.holdfast.ports.recall.RecallQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What becomes of the vectors that an ingest brings. */
public interface IngestVectorLaws {
    EmbeddingModel MODEL = new EmbeddingModel("model-a", 3);
    CollectionName BOOK = aCollection().name();

    StorageUnderTest storage();

    @Test
    default void vectorsShouldBeKeptSoThatTheirTextsWaitForNone() {
        TestServices here = ready();
        storage().embeddings().begin(here.tenant().scope(), MODEL, now(here));

        assertThat(ingest(here, false, line(1, "a", MODEL.name(), "tea", 1, 0, 0))
                        .created())
                .isEqualTo(1);
        assertThat(ingest(here, false, line(1, "b", "milk")).created()).isEqualTo(1);

        assertThat(kept(here, "tea", "milk")).containsExactly("tea");
        assertThat(storage()
                        .embeddings()
                        .claim(
                                here.tenant().scope(),
                                MODEL.name(),
                                10,
                                now(here),
                                now(here).plusSeconds(60)))
                .singleElement()
                .satisfies(waiting -> assertThat(waiting.text()).contains("milk"));
        assertThat(nearest(here, 1, 0, 0)).containsExactly("tea");
    }

    @Test
    default void vectorsOfADocumentThatIsSoAlreadyShouldBeKeptToo() {
        TestServices here = ready();
        ingest(here, false, line(1, "a", "tea"));

        IngestReport report = ingest(here, false, line(1, "a", MODEL.name(), "tea", 0, 1, 0));

        assertThat(report.unchanged()).isEqualTo(1);
        assertThat(nearest(here, 0, 1, 0)).containsExactly("tea");
        ingest(here, false, line(1, "a", MODEL.name(), "tea", 0, 0, 1));
        assertThat(storage().embeddings().find(here.tenant().scope(), MODEL.name(), Set.of(ContentHash.of("tea"))))
                .containsEntry(ContentHash.of("tea"), Vector.of(0, 1, 0));
    }

    @Test
    default void vectorsThatDoNotFitShouldBeNamedAndTheOtherLinesWritten() {
        TestServices here = ready();
        storage().embeddings().register(here.tenant().scope(), MODEL, now(here));

        IngestReport report = ingest(
                here,
                false,
                line(1, "a", MODEL.name(), "one", 1, 0),
                line(2, "b", MODEL.name(), "two", 1, 0, 0),
                line(3, "c", "model-b", "three", 1, 0, 0),
                new IngestLine.Sound(
                        4,
                        aDocument().withId("d").withTexts("four").build(),
                        Optional.of(new ChunkVectors(Optional.empty(), List.of(embedding("four", 1, 0, 0))))));

        assertThat(report.created()).isEqualTo(1);
        assertThat(report.errors())
                .extracting(broken -> broken.line() + " "
                        + broken.violations().getFirst().pointer() + " "
                        + broken.violations().getFirst().code())
                .containsExactly(
                        "1 /embedding_model mismatch", "3 /embedding_model mismatch", "4 /embedding_model required");
        assertThat(kept(here, "one", "two", "three", "four")).containsExactly("two");
    }

    @Test
    default void theModelOfACollectionShouldNotHaveToBeSaid() {
        TestServices here = TestServices.on(storage());
        here.knowledge()
                .setCollection(
                        here.writer(), aCollection().embeddedBy(MODEL.name()).build());

        IngestReport report = ingest(
                here,
                false,
                new IngestLine.Sound(
                        1,
                        aDocument().withId("a").withTexts("tea").build(),
                        Optional.of(new ChunkVectors(Optional.empty(), List.of(embedding("tea", 1, 0, 0))))),
                line(2, "b", "model-b", "milk", 1, 0, 0));

        assertThat(report.created()).isEqualTo(1);
        assertThat(report.errors()).extracting(IngestLine.Broken::line).containsExactly(2);
        assertThat(nearest(here, 1, 0, 0)).containsExactly("tea");
    }

    @Test
    default void anAtomicIngestShouldKeepAllVectorsOrNone() {
        TestServices here = ready();
        IngestLine good = line(1, "a", MODEL.name(), "tea", 1, 0, 0);

        assertThatThrownBy(() -> ingest(here, true, good, line(2, "b", MODEL.name(), "milk", 1, 0)))
                .isInstanceOfSatisfying(
                        InvalidInput.class,
                        wrong -> assertThat(wrong.violations().getFirst().pointer())
                                .isEqualTo("/lines/2/embedding_model"));
        assertThat(storage().embeddings().models(here.tenant().scope())).isEmpty();

        ingest(here, true, good);
        assertThat(kept(here, "tea")).containsExactly("tea");
    }

    @Test
    default void vectorsShouldBeKeptHoweverManyThereAre() {
        TestServices here = ready();
        List<String> texts = new ArrayList<>();
        List<Embedding> vectors = new ArrayList<>();
        for (int i = 0; i < 1_500; i++) {
            texts.add("text " + i);
            vectors.add(embedding("text " + i, i + 1, 1, 0));
        }

        ingest(
                here,
                false,
                new IngestLine.Sound(
                        1,
                        aDocument()
                                .withId("a")
                                .withTexts(texts.toArray(String[]::new))
                                .build(),
                        Optional.of(new ChunkVectors(Optional.of(MODEL.name()), vectors))));

        assertThat(storage().embeddings().models(here.tenant().scope()))
                .singleElement()
                .satisfies(status -> assertThat(status.ready()).isEqualTo(1_500));
    }

    @Test
    default void aDocumentThatIsDeletedShouldBeGoneFromEverythingThatFindsIt() {
        TestServices here = ready();
        ingest(
                here,
                false,
                line(1, "a", MODEL.name(), "unmistakable", 1, 0, 0),
                line(2, "b", MODEL.name(), "shared", 0, 1, 0),
                line(3, "c", MODEL.name(), "shared", 0, 1, 0));

        here.knowledge().delete(here.writer(), aDocument().withId("a").address(), Optional.empty());
        here.knowledge().delete(here.writer(), aDocument().withId("b").address(), Optional.empty());

        assertThatThrownBy(() -> here.knowledge()
                        .document(here.writer(), aDocument().withId("a").address()))
                .isInstanceOf(NotFound.class);
        assertThat(found(here, RecallQuery.of("unmistakable"))).isEmpty();
        assertThat(nearest(here, 1, 0, 0)).containsExactly("shared");
        here.tenant().clock().advance(Duration.ofDays(1));
        assertThat(storage().embeddings().sweep(here.tenant().scope(), now(here), now(here), 100))
                .isEqualTo(1);
        assertThat(kept(here, "unmistakable", "shared")).containsExactly("shared");
    }

    private TestServices ready() {
        TestServices here = TestServices.on(storage());
        here.knowledge().setCollection(here.writer(), aCollection().build());
        return here;
    }

    private static IngestReport ingest(TestServices here, boolean atomic, IngestLine... lines) {
        return here.ingests().ingest(here.writer(), BOOK, List.of(lines), atomic);
    }

    private static IngestLine line(int number, String id, String text) {
        return new IngestLine.Sound(
                number, aDocument().withId(id).withTexts(text).build());
    }

    private static IngestLine line(int number, String id, String model, String text, float... vector) {
        return new IngestLine.Sound(
                number,
                aDocument().withId(id).withTexts(text).build(),
                Optional.of(new ChunkVectors(Optional.of(model), List.of(embedding(text, vector)))));
    }

    private static Embedding embedding(String text, float... vector) {
        return new Embedding(ContentHash.of(text), Vector.of(vector));
    }

    private static Instant now(TestServices here) {
        return here.tenant().now();
    }

    private List<String> kept(TestServices here, String... texts) {
        return List.of(texts).stream()
                .filter(text -> !storage()
                        .embeddings()
                        .present(here.tenant().scope(), MODEL.name(), Set.of(ContentHash.of(text)))
                        .isEmpty())
                .toList();
    }

    /** The text nearest to the vector, found by nothing else. */
    private static List<String> nearest(TestServices here, float... vector) {
        return found(
                here,
                new RecallQuery(
                        "nothing",
                        Optional.empty(),
                        List.of(),
                        Set.of(PassageKind.CHUNK),
                        Condition.ALWAYS,
                        Optional.of(
                                new VectorQuery(MODEL.name(), Vector.of(vector), Metric.COSINE, OptionalInt.empty())),
                        Optional.empty(),
                        1,
                        RecallQuery.DEFAULT_TOKENS,
                        Tuning.DEFAULT));
    }

    private static List<String> found(TestServices here, RecallQuery query) {
        return here.recalls().recall(here.writer(), query).items().stream()
                .map(ranked -> ranked.passage().text())
                .toList();
    }
}
