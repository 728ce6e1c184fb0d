package dev.holdfast.ports.recall;

import dev.holdfast.domain.recall.EmbeddingUse;
import dev.holdfast.domain.recall.Packing;
import dev.holdfast.domain.recall.RecallId;
import dev.holdfast.domain.recall.RecallRecord;
import dev.holdfast.domain.recall.TuningChange;
import dev.holdfast.domain.shared.Moments;
import dev.holdfast.ports.shared.CallContext;
import java.time.Instant;

/** What the ledger keeps of an answer. */
final class Lines {
    private Lines() {}

    static RecallRecord of(
            RecallId id, CallContext call, RecallQuery query, Packing packed, EmbeddingUse embedding, Instant now) {
        return new RecallRecord(
                id,
                Moments.toMicros(now),
                call.principal().id(),
                call.requestId(),
                query.text(),
                query.namespace(),
                query.collections(),
                query.asOf(),
                embedding,
                TuningChange.of(query.tuning()),
                packed.tokens(),
                packed.items().stream()
                        .map(ranked -> new RecallRecord.Item(
                                ranked.passage().id(), ranked.passage().version(), ranked.score()))
                        .toList());
    }
}
