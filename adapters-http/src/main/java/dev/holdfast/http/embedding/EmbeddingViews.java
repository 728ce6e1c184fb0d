package dev.holdfast.http.embedding;

import dev.holdfast.domain.embedding.ContentHash;
import dev.holdfast.domain.embedding.FailedText;
import dev.holdfast.domain.embedding.ModelState;
import dev.holdfast.domain.embedding.ModelStatus;
import dev.holdfast.domain.embedding.TextOwner;
import dev.holdfast.domain.embedding.Vector;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What the endpoints of vectors answer. */
final class EmbeddingViews {
    private EmbeddingViews() {}

    record ModelView(
            String name,
            int dimension,
            ModelState state,
            boolean complete,
            boolean searching,
            long ready,
            long pending,
            long failed,
            boolean indexed,
            Instant since) {
        static ModelView of(ModelStatus status) {
            return new ModelView(
                    status.model().name(),
                    status.model().dimension(),
                    status.state(),
                    status.complete(),
                    status.searching(),
                    status.ready(),
                    status.pending(),
                    status.failed(),
                    status.indexed(),
                    status.since());
        }
    }

    record ModelsView(Optional<String> active, List<String> offered, List<ModelView> items) {
        static ModelsView of(List<ModelStatus> models, List<String> offered) {
            return new ModelsView(
                    models.stream()
                            .filter(status -> status.state() == ModelState.ACTIVE)
                            .map(status -> status.model().name())
                            .findFirst(),
                    offered,
                    models.stream().map(ModelView::of).toList());
        }
    }

    record LookupItem(String hash, boolean hit, Optional<List<Double>> vector) {}

    record LookupResult(String model, int hits, int misses, List<LookupItem> items) {
        static LookupResult of(String model, List<ContentHash> asked, Map<ContentHash, Vector> found, boolean vectors) {
            List<LookupItem> items = asked.stream()
                    .map(hash -> new LookupItem(
                            hash.hex(),
                            found.containsKey(hash),
                            vectors
                                    ? Optional.ofNullable(found.get(hash)).map(LookupResult::numbers)
                                    : Optional.empty()))
                    .toList();
            int hits = Math.toIntExact(items.stream().filter(LookupItem::hit).count());
            return new LookupResult(model, hits, items.size() - hits, items);
        }

        /** As short as a float is written. */
        private static List<Double> numbers(Vector vector) {
            List<Double> numbers = new ArrayList<>(vector.dimension());
            for (float number : vector.toArray()) {
                numbers.add(Double.parseDouble(Float.toString(number)));
            }
            return numbers;
        }
    }

    record Stored(String model, int dimension, int stored) {}

    record CutOverResult(boolean cutOver, Optional<String> active) {}

    record Retried(String model, int retried) {}

    record FailedView(TextOwner.Kind kind, UUID id, String hash, int attempts, String reason) {
        static FailedView of(FailedText text) {
            return new FailedView(
                    text.owner().kind(), text.owner().id(), text.hash().hex(), text.attempts(), text.reason());
        }
    }

    record FailedTexts(List<FailedView> items) {}
}
