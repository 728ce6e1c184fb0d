package dev.holdfast.domain.operations;

import static dev.holdfast.domain.knowledge.Documents.aDocument;
import static dev.holdfast.domain.memory.Memories.aMemory;
import static dev.holdfast.domain.operations.RetentionStage.moreThan;
import static dev.holdfast.domain.operations.RetentionStage.olderThan;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.RepositoriesUnderTest;
import dev.holdfast.domain.TestTenant;
import dev.holdfast.domain.knowledge.Document;
import dev.holdfast.domain.memory.Memory;
import dev.holdfast.domain.recall.RecallFeedback.Verdict;
import dev.holdfast.domain.recall.RecallRecord;
import dev.holdfast.domain.shared.JsonDocument;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is found to go, and what of it is shown. */
public interface RetentionFindingLaws {
    RepositoriesUnderTest storage();

    @Test
    default void whatIsTooOldShouldGo() {
        RetentionStage here = RetentionStage.on(storage());
        here.memories().upsert(aMemory().withKey("old"));
        here.days(30);
        here.memories().upsert(aMemory().withKey("new"));
        here.days(5);

        assertThat(here.keys(olderThan(RetentionKind.MEMORIES, 30))).containsExactly("old");
        assertThat(here.keys(olderThan(RetentionKind.MEMORIES, 36))).isEmpty();
        assertThat(here.keys(olderThan(RetentionKind.MEMORIES, 4))).containsExactly("new", "old");
    }

    @Test
    default void ageShouldCountFromTheLastChange() {
        RetentionStage here = RetentionStage.on(storage());
        here.memories().upsert(aMemory().withKey("changed"));
        here.memories().upsert(aMemory().withKey("restored"));
        here.memories().delete(aMemory().withKey("restored"));
        here.days(30);
        here.memories().upsert(aMemory().withKey("changed").withContent("again"));
        here.memories().restore(aMemory().withKey("restored"));

        assertThat(here.keys(olderThan(RetentionKind.MEMORIES, 7))).isEmpty();
    }

    @Test
    default void whatIsTooMuchShouldGoTheOldestFirst() {
        RetentionStage here = RetentionStage.on(storage());
        for (String key : List.of("a", "b", "c", "d")) {
            here.memories().upsert(aMemory().withKey(key));
            here.days(1);
        }
        here.days(1);

        assertThat(here.keys(moreThan(RetentionKind.MEMORIES, 3))).containsExactly("a");
        assertThat(here.keys(moreThan(RetentionKind.MEMORIES, 1))).containsExactly("a", "b", "c");
        assertThat(here.keys(moreThan(RetentionKind.MEMORIES, 0))).hasSize(4);
        assertThat(here.keys(moreThan(RetentionKind.MEMORIES, 4))).isEmpty();
    }

    @Test
    default void whatChangedWithinTheLastDayShouldStayHoweverMuchThereIs() {
        RetentionStage here = RetentionStage.on(storage());
        here.memories().upsert(aMemory().withKey("old"));
        here.days(2);
        here.memories().upsert(aMemory().withKey("a"));
        here.memories().upsert(aMemory().withKey("b"));
        here.tenant().clock().advance(Duration.ofHours(23));

        assertThat(here.keys(moreThan(RetentionKind.MEMORIES, 0))).containsExactly("old");
        assertThat(here.keys(moreThan(RetentionKind.MEMORIES, 1))).containsExactly("old");
    }

    @Test
    default void whatIsImportantShouldStayAndNotCount() {
        RetentionStage here = RetentionStage.on(storage());
        here.memories().upsert(aMemory().withKey("least").withImportance(1));
        here.memories().upsert(aMemory().withKey("less").withImportance(7));
        here.memories().upsert(aMemory().withKey("enough").withImportance(8));
        here.memories().upsert(aMemory().withKey("most").withImportance(10));
        here.days(40);

        assertThat(here.keys(
                        new RetentionRule(RetentionKind.MEMORIES, Optional.of(30), Optional.empty(), Optional.of(8))))
                .containsExactly("least", "less");
        assertThat(here.keys(
                        new RetentionRule(RetentionKind.MEMORIES, Optional.empty(), Optional.of(1L), Optional.of(8))))
                .containsExactly("least");
    }

    @Test
    default void eachMemoryShouldBeOfOneKind() {
        RetentionStage here = RetentionStage.on(storage());
        here.memories().upsert(aMemory().withKey("live"));
        here.memories()
                .upsert(aMemory()
                        .withKey("expired")
                        .expiringAt(here.tenant().now().plusSeconds(60)));
        here.memories().upsert(aMemory().withKey("deleted"));
        here.memories().delete(aMemory().withKey("deleted"));
        here.memories()
                .upsert(aMemory().withKey("both").expiringAt(here.tenant().now().plusSeconds(60)));
        here.memories().delete(aMemory().withKey("both"));
        here.days(10);

        assertThat(here.keys(olderThan(RetentionKind.MEMORIES, 9))).containsExactly("live");
        assertThat(here.keys(olderThan(RetentionKind.EXPIRED_MEMORIES, 9))).containsExactly("expired");
        assertThat(here.keys(olderThan(RetentionKind.DELETED_MEMORIES, 9))).containsExactly("both", "deleted");
    }

    @Test
    default void anExpiredMemoryShouldBeAsOldAsItsExpiry() {
        RetentionStage here = RetentionStage.on(storage());
        here.memories().upsert(aMemory().expiringAt(here.tenant().now().plus(Duration.ofDays(20))));
        here.days(25);

        assertThat(here.keys(olderThan(RetentionKind.EXPIRED_MEMORIES, 6))).isEmpty();
        assertThat(here.keys(olderThan(RetentionKind.EXPIRED_MEMORIES, 4))).hasSize(1);
    }

    @Test
    default void versionsShouldCountForEachMemory() {
        RetentionStage here = RetentionStage.on(storage());
        for (int i = 1; i <= 4; i++) {
            here.memories().upsert(aMemory().withKey("often").withContent("text " + i));
        }
        here.memories().upsert(aMemory().withKey("twice").withContent("one"));
        here.memories().upsert(aMemory().withKey("twice").withContent("two"));
        here.days(2);

        assertThat(versions(here, moreThan(RetentionKind.MEMORY_VERSIONS, 0)))
                .containsExactly("often 1", "often 2", "often 3", "twice 1");
        assertThat(versions(here, moreThan(RetentionKind.MEMORY_VERSIONS, 1))).containsExactly("often 1", "often 2");
        assertThat(versions(here, moreThan(RetentionKind.MEMORY_VERSIONS, 3))).isEmpty();
    }

    @Test
    default void aVersionShouldBeAsOldAsWhatSupersededIt() {
        RetentionStage here = RetentionStage.on(storage());
        here.memories().upsert(aMemory().withKey("k").withContent("one"));
        here.days(100);
        here.memories().upsert(aMemory().withKey("k").withContent("two"));
        here.days(10);
        here.memories().upsert(aMemory().withKey("k").withContent("three"));
        here.days(5);

        assertThat(versions(here, olderThan(RetentionKind.MEMORY_VERSIONS, 14))).containsExactly("k 1");
        assertThat(versions(here, olderThan(RetentionKind.MEMORY_VERSIONS, 16))).isEmpty();
    }

    private static List<String> versions(RetentionStage here, RetentionRule rule) {
        return here.due(rule, RetentionRepository.MOST).stream()
                .map(row -> row.content().get("key") + " " + row.name().version())
                .sorted()
                .toList();
    }

    @Test
    default void documentsAndAnswersShouldGoByAgeAndNumber() {
        RetentionStage here = RetentionStage.on(storage());
        here.knowledge().put(aDocument().withId("old"));
        RecallRecord first = here.recalls().record();
        here.days(10);
        here.knowledge().put(aDocument().withId("new"));
        here.recalls().record();
        here.days(2);

        assertThat(here.due(olderThan(RetentionKind.DOCUMENTS, 12), 10))
                .extracting(row -> row.content().get("external_id"))
                .containsExactly("old");
        assertThat(here.due(moreThan(RetentionKind.DOCUMENTS, 1), 10))
                .extracting(row -> row.content().get("external_id"))
                .containsExactly("old");
        assertThat(here.due(olderThan(RetentionKind.RECALLS, 12), 10))
                .extracting(row -> row.name().id())
                .containsExactly(first.id().value());
        assertThat(here.due(moreThan(RetentionKind.RECALLS, 1), 10))
                .extracting(row -> row.name().id())
                .containsExactly(first.id().value());
    }

    @Test
    default void aWalkShouldSeeEveryRowOnceInOrder() {
        RetentionStage here = RetentionStage.on(storage());
        for (int i = 0; i < 7; i++) {
            here.memories().upsert(aMemory().withKey("k" + i));
            here.memories().upsert(aMemory().withKey("k" + i).withContent("again"));
        }
        here.days(10);

        for (RetentionKind kind : List.of(RetentionKind.MEMORIES, RetentionKind.MEMORY_VERSIONS)) {
            List<RetiredRow> all = here.due(olderThan(kind, 1), 3);
            assertThat(all).hasSize(7).doesNotHaveDuplicates();
            assertThat(all.stream().map(row -> row.name().id().toString()))
                    .isSortedAccordingTo(Comparator.naturalOrder());
        }
    }

    @Test
    default void aPageOfLargeRowsShouldBeShorter() {
        RetentionStage here = RetentionStage.on(storage());
        for (int i = 0; i < 6; i++) {
            here.memories().upsert(aMemory().withKey("k" + i).withContent("x".repeat(250_000)));
        }
        here.days(10);
        RetentionRule rule = olderThan(RetentionKind.MEMORIES, 1);

        assertThat(here.repository()
                        .due(here.tenant().scope(), here.cut(rule), RetiredRow.Name.START, RetentionRepository.MOST))
                .hasSize(5);
        assertThat(here.keys(rule)).hasSize(6);
    }

    @Test
    default void figuresShouldBeThoseOfWhatIsDue() {
        RetentionStage here = RetentionStage.on(storage());
        Memory first = here.memories().upsert(aMemory().withKey("a")).value();
        Memory second = here.memories().upsert(aMemory().withKey("b")).value();
        Memory last = here.memories()
                .upsert(aMemory().withKey("b").withContent("changed"))
                .value();
        here.days(10);
        here.memories().upsert(aMemory().withKey("stays"));

        RetentionFigures figures = here.figures(olderThan(RetentionKind.MEMORIES, 5));

        assertThat(figures.rows()).isEqualTo(2);
        assertThat(figures.versions()).isEqualTo(1);
        assertThat(figures.bytes()).isPositive();
        assertThat(figures.oldest()).contains(first.recordedAt());
        assertThat(figures.newest()).contains(last.recordedAt());
        assertThat(here.figures(olderThan(RetentionKind.MEMORY_VERSIONS, 5)).rows())
                .isEqualTo(1);
        assertThat(second.recordedAt()).isBefore(last.recordedAt());
        for (RetentionKind kind : RetentionKind.values()) {
            RetentionFigures none = here.figures(olderThan(kind, 300));
            assertThat(none)
                    .as("%s", kind)
                    .isEqualTo(new RetentionFigures(0, 0, 0, Optional.empty(), Optional.empty()));
        }
    }

    @Test
    default void aMemoryShouldBeShownWhole() {
        RetentionStage here = RetentionStage.on(storage());
        Instant valid = Instant.parse("2026-01-01T00:00:00Z");
        here.memories()
                .upsert(aMemory()
                        .withTags("b", "a")
                        .withMetadata(JsonDocument.of(Map.of("half", new BigDecimal("1.5"), "list", List.of("x"))))
                        .withSource("chat")
                        .validFrom(valid));
        Memory memory = here.memories().upsert(aMemory().withContent("later")).value();
        here.days(10);

        RetiredRow now = here.due(olderThan(RetentionKind.MEMORIES, 5), 1).getFirst();
        RetiredRow before = here.versionsOf(now).getFirst();

        assertThat(now.kind()).isEqualTo(RetentionKind.MEMORIES);
        assertThat(now.name()).isEqualTo(new RetiredRow.Name(memory.id().value(), 2));
        assertThat(now.content())
                .containsEntry("content", "later")
                .containsEntry("source", null)
                .containsEntry("valid_from", null)
                .containsEntry("deleted", false)
                .containsEntry("superseded_at", null)
                .containsEntry("namespace", memory.namespace().value());
        assertThat(moment(now.content().get("recorded_at"))).isEqualTo(memory.recordedAt());
        assertThat(before.kind()).isEqualTo(RetentionKind.MEMORY_VERSIONS);
        assertThat(before.name()).isEqualTo(new RetiredRow.Name(memory.id().value(), 1));
        assertThat(before.content())
                .containsEntry("tags", List.of("b", "a"))
                .containsEntry("metadata", Map.of("half", new BigDecimal("1.5"), "list", List.of("x")))
                .containsEntry("source", "chat")
                .containsOnlyKeys(now.content().keySet());
        assertThat(moment(before.content().get("valid_from"))).isEqualTo(valid);
        assertThat(moment(before.content().get("superseded_at"))).isEqualTo(memory.recordedAt());
    }

    @Test
    default void aDocumentShouldBeShownWithItsChunks() {
        RetentionStage here = RetentionStage.on(storage());
        Document document = here.knowledge().put(aDocument()).value();
        List<String> texts = here.knowledge().texts(aDocument());
        here.days(10);

        RetiredRow row = here.due(olderThan(RetentionKind.DOCUMENTS, 5), 1).getFirst();

        assertThat(texts).isNotEmpty();
        assertThat(row.content())
                .containsEntry("collection", document.address().collection().value())
                .containsEntry("external_id", document.address().externalId())
                .containsEntry("title", document.title().orElse(null))
                .containsOnlyKeys(
                        "collection",
                        "external_id",
                        "title",
                        "source",
                        "metadata",
                        "valid_from",
                        "valid_to",
                        "created_at",
                        "updated_at",
                        "created_by",
                        "chunks");
        assertThat((List<?>) row.content().get("chunks"))
                .extracting(chunk -> ((Map<?, ?>) chunk).get("text"))
                .isEqualTo(texts);
        assertThat((List<?>) row.content().get("chunks"))
                .allSatisfy(chunk -> assertThat(((Map<?, ?>) chunk).keySet())
                        .isEqualTo(java.util.Set.of("ordinal", "headings", "text", "metadata")));
    }

    @Test
    default void anAnswerShouldBeShownWithWhatWasSaidOfIt() {
        RetentionStage here = RetentionStage.on(storage());
        RecallRecord record = here.recalls().record();
        here.recalls().judge(here.recalls().feedback(record, 0, Verdict.WRONG, TestTenant.BOB));
        here.days(10);

        RetiredRow row = here.due(olderThan(RetentionKind.RECALLS, 5), 1).getFirst();

        assertThat(row.content())
                .containsEntry("query", record.query())
                .containsEntry("embedding", "used")
                .containsEntry("collections", record.collections());
        assertThat((List<?>) row.content().get("items"))
                .extracting(item -> ((Map<?, ?>) item).get("id"))
                .isEqualTo(record.items().stream()
                        .map(item -> item.passage().value().toString())
                        .toList());
        assertThat((List<?>) row.content().get("feedback"))
                .extracting(said -> ((Map<?, ?>) said).get("verdict"), said -> ((Map<?, ?>) said).get("note"))
                .containsExactly(org.assertj.core.groups.Tuple.tuple("wrong", "because"));
    }

    @Test
    default void nothingOfANeighbourShouldBeFound() {
        RetentionStage here = RetentionStage.on(storage());
        RetentionStage there = here.neighbour(storage());
        there.memories().upsert(aMemory());
        there.memories().upsert(aMemory().withContent("again"));
        there.knowledge().put(aDocument());
        there.recalls().record();
        RetiredRow foreign = foreign(there);
        here.memories().upsert(aMemory().withKey("mine"));
        here.days(10);

        for (RetentionKind kind : RetentionKind.values()) {
            int own = kind == RetentionKind.MEMORIES ? 1 : 0;
            assertThat(here.due(olderThan(kind, 5), 10)).as("%s", kind).hasSize(own);
            assertThat(here.figures(olderThan(kind, 5)).rows()).isEqualTo(own);
            assertThat(here.cut(moreThan(kind, own)).surplus()).isEmpty();
        }
        assertThat(here.versionsOf(foreign)).isEmpty();
    }

    private static RetiredRow foreign(RetentionStage there) {
        there.days(10);
        return there.due(olderThan(RetentionKind.MEMORIES, 5), 1).getFirst();
    }

    private static Instant moment(Object text) {
        return OffsetDateTime.parse(text.toString()).toInstant();
    }
}
