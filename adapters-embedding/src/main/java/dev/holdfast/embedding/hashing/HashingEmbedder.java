package dev.holdfast.embedding.hashing;

import dev.holdfast.domain.embedding.EmbeddingModel;
import dev.holdfast.domain.embedding.Vector;
import dev.holdfast.ports.embedding.Embedder;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Feature hashing (Weinberger et al., 2009) of the words of a text, of neighbouring words and of the letters inside words. It has learnt
 * nothing: two texts are near when they are written alike, so it finds other spellings and forms of a word, and never another word
 * for the same thing. Needs no weights and no network, and answers the same on every machine.
 */
public final class HashingEmbedder implements Embedder {
    public static final EmbeddingModel MODEL = new EmbeddingModel(EmbeddingModel.LEXICAL + "384", 384);

    /** What a text of nothing but signs is hashed as. */
    private static final String NO_WORDS = "\u0000";

    @Override
    public EmbeddingModel model() {
        return MODEL;
    }

    @Override
    public List<Vector> embed(List<String> texts, Duration patience) {
        return texts.stream().map(HashingEmbedder::embed).toList();
    }

    private static Vector embed(String text) {
        float[] sums = new float[MODEL.dimension()];
        Map<String, Feature> features = Features.of(text);
        features.forEach((name, feature) -> add(sums, name, feature.weight()));
        if (isZero(sums)) {
            add(sums, NO_WORDS + text, 1);
        }
        normalise(sums);
        return Vector.of(sums);
    }

    /** Each feature has one place and one sign, so that those that share a place cancel out on average. */
    private static void add(float[] sums, String name, double weight) {
        long hash = Mix.hash(name);
        int place = (int) Long.remainderUnsigned(hash >>> 1, sums.length);
        sums[place] += (float) ((hash & 1) == 0 ? weight : -weight);
    }

    private static boolean isZero(float[] sums) {
        for (float sum : sums) {
            if (sum != 0) {
                return false;
            }
        }
        return true;
    }

    private static void normalise(float[] sums) {
        double squares = 0;
        for (float sum : sums) {
            squares += (double) sum * sum;
        }
        double length = Math.sqrt(squares);
        for (int i = 0; i < sums.length; i++) {
            sums[i] = (float) (sums[i] / length);
        }
    }
}
