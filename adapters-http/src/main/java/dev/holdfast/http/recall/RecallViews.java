package dev.holdfast.http.recall;

import dev.holdfast.domain.memory.Memory;
import dev.holdfast.domain.recall.Dropped;
import dev.holdfast.domain.recall.EmbeddingUse;
import dev.holdfast.domain.recall.Explanation;
import dev.holdfast.domain.recall.Passage;
import dev.holdfast.domain.recall.PassageKind;
import dev.holdfast.domain.recall.Ranked;
import dev.holdfast.domain.recall.RecallEntry;
import dev.holdfast.domain.recall.RecallFeedback;
import dev.holdfast.domain.recall.RecallFeedback.Verdict;
import dev.holdfast.domain.recall.RecallId;
import dev.holdfast.domain.recall.RecallRecord;
import dev.holdfast.domain.shared.JsonDocument;
import dev.holdfast.domain.shared.Namespace;
import dev.holdfast.domain.shared.PrincipalId;
import dev.holdfast.domain.shared.Revision;
import dev.holdfast.ports.recall.ChunkHits;
import dev.holdfast.ports.recall.MemoryHits;
import dev.holdfast.ports.recall.RecallAnswer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What the endpoints that ask answer. */
final class RecallViews {
    private RecallViews() {}

    /** One passage of an answer, with where it is from. */
    record RecallItem(
            PassageKind kind,
            UUID id,
            Optional<Namespace> namespace,
            Optional<String> key,
            Optional<String> collection,
            Optional<String> document,
            Optional<Integer> position,
            Optional<String> title,
            String text,
            boolean cut,
            Instant date,
            Optional<String> source,
            Revision version,
            double score,
            Optional<Explanation> explain) {
        static RecallItem of(Ranked ranked, boolean explain) {
            Passage passage = ranked.passage();
            boolean memory = passage.id().kind() == PassageKind.MEMORY;
            return new RecallItem(
                    passage.id().kind(),
                    passage.id().value(),
                    when(memory, passage.namespace()),
                    when(memory, passage.name()),
                    when(!memory, collectionOf(passage)),
                    when(!memory, passage.name()),
                    when(!memory, passage.position()),
                    passage.title(),
                    passage.text(),
                    passage.cut(),
                    passage.date(),
                    passage.source(),
                    passage.version(),
                    ranked.score(),
                    when(explain, ranked.explanation()));
        }

        private static String collectionOf(Passage passage) {
            List<String> segments = passage.namespace().segments();
            return segments.get(segments.size() - 1);
        }

        private static <T> Optional<T> when(boolean there, T value) {
            return there ? Optional.of(value) : Optional.empty();
        }
    }

    /** A passage that was ranked and left out. */
    record DroppedItem(
            PassageKind kind, UUID id, Namespace namespace, String name, double score, Dropped.Reason reason) {
        static DroppedItem of(Dropped dropped) {
            Passage passage = dropped.ranked().passage();
            return new DroppedItem(
                    passage.id().kind(),
                    passage.id().value(),
                    passage.namespace(),
                    passage.name(),
                    dropped.ranked().score(),
                    dropped.reason());
        }

        static Optional<List<DroppedItem>> of(List<Dropped> dropped, boolean explain) {
            return explain ? Optional.of(dropped.stream().map(DroppedItem::of).toList()) : Optional.empty();
        }
    }

    record RecallResult(
            Optional<RecallId> recallId,
            int tokens,
            EmbeddingUse embedding,
            List<RecallItem> items,
            Optional<List<DroppedItem>> dropped) {
        static RecallResult of(RecallAnswer answer, boolean explain) {
            return new RecallResult(
                    answer.id(),
                    answer.tokens(),
                    answer.embedding(),
                    itemsOf(answer.items(), explain),
                    DroppedItem.of(answer.dropped(), explain));
        }
    }

    record MemoryMatch(Memory memory, double score, Optional<Explanation> explain) {}

    record MemoryMatches(List<MemoryMatch> items, EmbeddingUse embedding, Optional<List<DroppedItem>> dropped) {
        static MemoryMatches of(MemoryHits hits, boolean explain) {
            return new MemoryMatches(
                    hits.items().stream()
                            .map(hit -> new MemoryMatch(
                                    hit.memory(),
                                    hit.score(),
                                    explain ? Optional.of(hit.explanation()) : Optional.empty()))
                            .toList(),
                    hits.embedding(),
                    DroppedItem.of(hits.dropped(), explain));
        }
    }

    record ChunkMatches(List<RecallItem> items, EmbeddingUse embedding, Optional<List<DroppedItem>> dropped) {
        static ChunkMatches of(ChunkHits hits, boolean explain) {
            return new ChunkMatches(
                    itemsOf(hits.items(), explain), hits.embedding(), DroppedItem.of(hits.dropped(), explain));
        }
    }

    private static List<RecallItem> itemsOf(List<Ranked> ranked, boolean explain) {
        return ranked.stream().map(each -> RecallItem.of(each, explain)).toList();
    }

    /** What became of an item. */
    record Judgement(UUID item, Verdict verdict, Optional<String> note, PrincipalId by, Instant at) {
        static Judgement of(RecallFeedback said) {
            return new Judgement(said.item(), said.verdict(), said.note(), said.by(), said.at());
        }
    }

    record LedgerItem(PassageKind kind, UUID id, Revision version, int rank, double score, List<Judgement> feedback) {}

    record LedgerLine(
            RecallId recallId,
            Instant at,
            PrincipalId by,
            String requestId,
            String query,
            Optional<Namespace> namespace,
            List<String> collections,
            Optional<Instant> asOf,
            EmbeddingUse embedding,
            JsonDocument ranking,
            int tokens,
            List<LedgerItem> items) {
        static LedgerLine of(RecallEntry entry) {
            RecallRecord record = entry.record();
            List<LedgerItem> items = new ArrayList<>(record.items().size());
            for (RecallRecord.Item item : record.items()) {
                items.add(new LedgerItem(
                        item.passage().kind(),
                        item.passage().value(),
                        item.version(),
                        items.size() + 1,
                        item.score(),
                        entry.feedback().stream()
                                .filter(said ->
                                        said.item().equals(item.passage().value()))
                                .map(Judgement::of)
                                .toList()));
            }
            return new LedgerLine(
                    record.id(),
                    record.at(),
                    record.principal(),
                    record.requestId(),
                    record.query(),
                    record.namespace(),
                    record.collections(),
                    record.asOf(),
                    record.embedding(),
                    record.tuning(),
                    record.tokens(),
                    items);
        }
    }
}
