package dev.holdfast.http.recall;

import dev.holdfast.domain.memory.Memory;
import dev.holdfast.domain.memory.MemoryId;
import dev.holdfast.domain.recall.Dropped;
import dev.holdfast.domain.recall.EmbeddingUse;
import dev.holdfast.domain.recall.Explanation;
import dev.holdfast.domain.recall.PassageKind;
import dev.holdfast.domain.recall.RecallFeedback.Verdict;
import dev.holdfast.domain.recall.RecallId;
import dev.holdfast.domain.shared.JsonDocument;
import dev.holdfast.domain.shared.Namespace;
import dev.holdfast.domain.shared.PrincipalId;
import dev.holdfast.domain.shared.Revision;
import dev.holdfast.http.recall.RecallRequests.ChunkSearch;
import dev.holdfast.http.recall.RecallRequests.Feedback;
import dev.holdfast.http.recall.RecallRequests.MemorySearch;
import dev.holdfast.http.recall.RecallRequests.Recall;
import dev.holdfast.http.recall.RecallViews.ChunkMatches;
import dev.holdfast.http.recall.RecallViews.DroppedItem;
import dev.holdfast.http.recall.RecallViews.Judgement;
import dev.holdfast.http.recall.RecallViews.LedgerItem;
import dev.holdfast.http.recall.RecallViews.LedgerLine;
import dev.holdfast.http.recall.RecallViews.MemoryMatch;
import dev.holdfast.http.recall.RecallViews.MemoryMatches;
import dev.holdfast.http.recall.RecallViews.RecallItem;
import dev.holdfast.http.recall.RecallViews.RecallResult;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** One question as the OpenAPI document shows it, and what comes of it. */
final class RecallExamples {
    private static final String QUESTION = "how long should answers be";
    private static final String CONTENT = "Prefers short answers, with the reason first.";
    private static final Namespace NAMESPACE = new Namespace("users/42");
    private static final UUID ID = UUID.fromString("0190b6c8-5f5e-7000-8000-5e1f00c0ffee");
    private static final UUID CHUNK = UUID.fromString("0190b6c8-5f5e-7000-8000-0000000c4a2c");
    private static final RecallId RECALL = new RecallId(UUID.fromString("0190b6c8-5f5e-7000-8000-00000a2a11ed"));
    private static final PrincipalId CALLER = new PrincipalId("key/0190b6c8-5f5e-7000-8000-00000000a9e7");
    private static final Instant WRITTEN = Instant.parse("2026-01-31T12:00:00Z");
    private static final JsonDocument FILTER = JsonDocument.of(Map.of("field", "importance", "op", "gte", "value", 5));
    private static final Explanation WHY = new Explanation(
            List.of(new Explanation.Arm("lexical", 1, 2.41, 0.0164)),
            List.of(new Explanation.Term("answer", 1, 1.2, 1.31, false)),
            List.of(new Explanation.Boost("importance", 1.07)));
    private static final RecallItem ITEM = new RecallItem(
            PassageKind.MEMORY,
            ID,
            Optional.of(NAMESPACE),
            Optional.of("answers"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            CONTENT,
            false,
            WRITTEN,
            Optional.of("chat"),
            new Revision(1),
            0.0175,
            Optional.of(WHY));
    private static final RecallItem PASSAGE = new RecallItem(
            PassageKind.CHUNK,
            CHUNK,
            Optional.empty(),
            Optional.empty(),
            Optional.of("handbook"),
            Optional.of("style.md"),
            Optional.of(3),
            Optional.of("Style guide > Answers"),
            "An answer has at most three sentences.",
            false,
            WRITTEN,
            Optional.of("https://example.com/style.md"),
            new Revision(1),
            0.0161,
            Optional.empty());
    private static final Memory MEMORY = new Memory(
            new MemoryId(ID),
            NAMESPACE,
            "answers",
            CONTENT,
            "preference",
            7,
            List.of("style"),
            JsonDocument.of(Map.of("confidence", 0.9)),
            Optional.of("chat"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            new Revision(1),
            WRITTEN,
            WRITTEN,
            WRITTEN,
            CALLER);

    static final Recall ASK = new Recall(
            QUESTION,
            Optional.of(NAMESPACE.value()),
            Optional.of(List.of("handbook")),
            Optional.empty(),
            Optional.of(FILTER),
            Optional.empty(),
            Optional.empty(),
            Optional.of(5),
            Optional.of(1_000),
            Optional.of(true),
            Optional.of(JsonDocument.of(Map.of("recency", 0.2, "half_life", "P30D"))));
    static final MemorySearch MEMORY_SEARCH = new MemorySearch(
            QUESTION,
            Optional.of(NAMESPACE.value()),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(FILTER),
            Optional.empty(),
            Optional.empty(),
            Optional.of(5),
            Optional.empty(),
            Optional.empty());
    static final ChunkSearch CHUNK_SEARCH = new ChunkSearch(
            QUESTION, Optional.empty(), Optional.empty(), Optional.of(5), Optional.empty(), Optional.empty());
    static final Feedback FEEDBACK =
            new Feedback(ID.toString(), Verdict.OUTDATED, Optional.of("They want long answers now."));
    static final RecallResult RESULT = new RecallResult(
            Optional.of(RECALL),
            58,
            EmbeddingUse.NONE,
            List.of(ITEM, PASSAGE),
            Optional.of(List.of(new DroppedItem(
                    PassageKind.MEMORY,
                    UUID.fromString("0190b6c8-5f5e-7000-8000-5e1f00c0ffe0"),
                    NAMESPACE,
                    "answers-old",
                    0.0158,
                    Dropped.Reason.DIVERSITY))));
    static final MemoryMatches MEMORY_MATCHES = new MemoryMatches(
            List.of(new MemoryMatch(MEMORY, 0.0175, Optional.empty())), EmbeddingUse.NONE, Optional.empty());
    static final ChunkMatches CHUNK_MATCHES = new ChunkMatches(List.of(PASSAGE), EmbeddingUse.NONE, Optional.empty());
    static final Judgement JUDGEMENT =
            new Judgement(ID, Verdict.OUTDATED, Optional.of("They want long answers now."), CALLER, WRITTEN);
    static final LedgerLine LINE = new LedgerLine(
            RECALL,
            WRITTEN,
            CALLER,
            "request-1",
            QUESTION,
            Optional.of(NAMESPACE),
            List.of("handbook"),
            Optional.empty(),
            EmbeddingUse.NONE,
            JsonDocument.of(Map.of("recency", 0.2)),
            58,
            List.of(new LedgerItem(PassageKind.MEMORY, ID, new Revision(1), 1, 0.0175, List.of(JUDGEMENT))));

    private RecallExamples() {}
}
