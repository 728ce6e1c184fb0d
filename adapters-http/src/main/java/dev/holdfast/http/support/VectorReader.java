package dev.holdfast.http.support;

import dev.holdfast.domain.embedding.Vector;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads the numbers of a vector: an array of them, or their bytes in base64, four each with the lowest first. */
final class VectorReader {
    private static final int FIRST_ROOM = 384;

    private VectorReader() {}

    /**
     * What stands at the parser's place, which is behind it then. Of too many numbers, one too many.
     *
     * @return empty when these are no numbers
     */
    static Optional<float[]> read(JsonParser parser) {
        return switch (parser.currentToken()) {
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> base64(parser.getString());
            case null, default -> Optional.empty();
        };
    }

    private static Optional<float[]> array(JsonParser parser) {
        float[] numbers = new float[FIRST_ROOM];
        boolean sound = true;
        int size = 0;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            sound &= parser.currentToken().isNumeric();
            if (!sound) {
                parser.skipChildren();
            } else if (size <= Vector.MAX_DIMENSION) {
                if (size == numbers.length) {
                    numbers = Arrays.copyOf(numbers, size * 2);
                }
                numbers[size++] = parser.getFloatValue();
            }
        }
        return sound ? Optional.of(Arrays.copyOf(numbers, size)) : Optional.empty();
    }

    private static Optional<float[]> base64(String text) {
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            if (bytes.length % Float.BYTES != 0) {
                return Optional.empty();
            }
            float[] numbers = new float[Math.min(bytes.length / Float.BYTES, Vector.MAX_DIMENSION + 1)];
            ByteBuffer.wrap(bytes)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asFloatBuffer()
                    .get(numbers);
            return Optional.of(numbers);
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }
}
