package dev.holdfast.http.embedding;

import dev.holdfast.domain.embedding.ContentHash;
import dev.holdfast.domain.embedding.Embedding;
import dev.holdfast.domain.embedding.EmbeddingModel;
import dev.holdfast.domain.embedding.EmbeddingRepository;
import dev.holdfast.domain.embedding.Vector;
import dev.holdfast.domain.shared.InvalidInput;
import dev.holdfast.domain.shared.LimitExceeded;
import dev.holdfast.domain.shared.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The bodies of the endpoints of vectors. */
final class EmbeddingRequests {
    /** Of texts whose vectors are answered: some hundred kilobytes. */
    static final int MOST_VECTORS = 100;

    private EmbeddingRequests() {}

    /** A text, by itself or by its hash. */
    record TextRef(Optional<String> text, Optional<String> hash) {
        ContentHash resolve(String pointer) {
            return EmbeddingRequests.resolve(pointer, text, hash);
        }
    }

    record Lookup(String model, List<TextRef> items, Optional<Boolean> vectors) {
        List<ContentHash> hashes() {
            checkModel(model);
            checkSize(items.size(), wantsVectors() ? MOST_VECTORS : EmbeddingRepository.MOST);
            List<ContentHash> hashes = new ArrayList<>(items.size());
            for (int i = 0; i < items.size(); i++) {
                hashes.add(items.get(i).resolve("/items/" + i));
            }
            return hashes;
        }

        boolean wantsVectors() {
            return vectors.orElse(false);
        }
    }

    record NewVector(Optional<String> text, Optional<String> hash, List<Double> vector) {
        Embedding embedding(String pointer) {
            float[] numbers = new float[vector.size()];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = vector.get(i).floatValue();
            }
            Vector.check(pointer + "/vector", numbers).ifPresent(EmbeddingRequests::refuse);
            return new Embedding(EmbeddingRequests.resolve(pointer, text, hash), Vector.of(numbers));
        }
    }

    record NewVectors(String model, List<NewVector> items) {
        List<Embedding> embeddings() {
            checkModel(model);
            checkSize(items.size(), EmbeddingRepository.MOST);
            if (items.isEmpty()) {
                refuse(new Violation("/items", "too_few", "at least one vector"));
            }
            List<Embedding> embeddings = new ArrayList<>(items.size());
            for (int i = 0; i < items.size(); i++) {
                embeddings.add(items.get(i).embedding("/items/" + i));
            }
            return embeddings;
        }

        /** Of the first vector's dimension. */
        EmbeddingModel model(List<Embedding> given) {
            return new EmbeddingModel(model, given.getFirst().vector().dimension());
        }
    }

    record Reembed(String model) {}

    record CutOver(Optional<Boolean> evenIfIncomplete) {}

    record Retry(String model) {}

    private static ContentHash resolve(String pointer, Optional<String> text, Optional<String> hash) {
        if (text.isPresent() == hash.isPresent()) {
            refuse(new Violation(pointer, "malformed", "either a text or its hash"));
        }
        return text.map(ContentHash::of)
                .orElseGet(() -> ContentHash.parse(hash.orElseThrow())
                        .orElseThrow(() ->
                                InvalidInput.of(pointer + "/hash", "malformed", "a SHA-256 in 64 hexadecimal digits")));
    }

    private static void checkModel(String name) {
        EmbeddingModel.checkName("/model", name).ifPresent(EmbeddingRequests::refuse);
    }

    private static void checkSize(int size, int most) {
        if (size > most) {
            throw new LimitExceeded("the texts of a request", most);
        }
    }

    private static void refuse(Violation violation) {
        throw new InvalidInput(violation);
    }
}
