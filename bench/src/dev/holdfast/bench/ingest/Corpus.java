package dev.holdfast.bench.ingest;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;

/** Documents as a program would cut and embed them: chunks of about 500 characters, each with a vector of 384 numbers. */
final class Corpus {
    static final int DIMENSION = 384;
    static final String MODEL = "bench-384";
    static final int CHUNKS = 10;

    private static final int WORDS = 20_000;
    private static final int WORDS_OF_A_CHUNK = 75;
    private static final String LETTERS = "etaoinshrdlucmfwypvbgk";

    private final String[] words = new String[WORDS];
    private final Random random = new Random(1);

    record Chunk(String text, float[] vector) {}

    record Document(String id, String title, List<Chunk> chunks) {}

    Corpus() {
        for (int i = 0; i < WORDS; i++) {
            StringBuilder word = new StringBuilder();
            for (int length = 3 + random.nextInt(7); length > 0; length--) {
                word.append(LETTERS.charAt((int) (LETTERS.length() * random.nextDouble() * random.nextDouble())));
            }
            words[i] = word.toString();
        }
    }

    List<Document> documents(int first, int count) {
        List<Document> documents = new ArrayList<>();
        for (int i = first; i < first + count; i++) {
            List<Chunk> chunks = new ArrayList<>();
            for (int chunk = 0; chunk < CHUNKS; chunk++) {
                chunks.add(new Chunk(text(WORDS_OF_A_CHUNK), vector()));
            }
            documents.add(new Document("document-" + i, text(5), chunks));
        }
        return documents;
    }

    /** Frequent words are frequent: the word of rank r about as 1 / r. */
    private String text(int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            int rank = (int) Math.pow(WORDS, random.nextDouble()) - 1;
            text.append(i == 0 ? "" : " ").append(words[rank]);
        }
        return text.toString();
    }

    private float[] vector() {
        float[] vector = new float[DIMENSION];
        for (int i = 0; i < DIMENSION; i++) {
            vector[i] = (float) random.nextGaussian();
        }
        return vector;
    }

    /** As the lines of an ingest. */
    static String lines(List<Document> documents, boolean base64) {
        StringBuilder lines = new StringBuilder();
        for (Document document : documents) {
            lines.append("{\"external_id\":\"").append(document.id()).append("\",\"title\":\"").append(document.title())
                    .append("\",\"embedding_model\":\"").append(MODEL).append("\",\"chunks\":[");
            String comma = "";
            for (Chunk chunk : document.chunks()) {
                lines.append(comma).append("{\"text\":\"").append(chunk.text()).append("\",\"vector\":");
                comma = ",";
                if (base64) {
                    lines.append('"').append(Base64.getEncoder().encodeToString(bytes(chunk.vector()))).append('"');
                } else {
                    numbers(lines, chunk.vector());
                }
                lines.append('}');
            }
            lines.append("]}\n");
        }
        return lines.toString();
    }

    private static void numbers(StringBuilder lines, float[] vector) {
        for (int i = 0; i < vector.length; i++) {
            lines.append(i == 0 ? '[' : ',').append(vector[i]);
        }
        lines.append(']');
    }

    private static byte[] bytes(float[] vector) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * vector.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(vector);
        return bytes.array();
    }
}
