package dev.holdfast.embedding.openai;

import dev.holdfast.domain.embedding.EmbeddingModel;
import dev.holdfast.domain.embedding.Vector;
import dev.holdfast.ports.embedding.EmbedderException;
import dev.holdfast.ports.embedding.EmbedderUnavailable;
import dev.holdfast.ports.embedding.WrongDimension;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * What goes over the wire: {@code {"model", "input": [texts], "encoding_format": "float"}} there, and back
 * {@code {"data": [{"index", "embedding": [numbers]}]}}. Read as a stream: a tree of the numbers would take ten times their room.
 */
final class Wire {
    private static final JsonFactory JSON = new JsonFactory();

    private Wire() {}

    static byte[] question(String model, List<String> texts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
            json.writeStartObject();
            json.writeStringProperty("model", model);
            json.writeStringProperty("encoding_format", "float");
            json.writeArrayPropertyStart("input");
            texts.forEach(json::writeString);
            json.writeEndArray();
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    /** @throws EmbedderUnavailable when it is no such answer */
    static List<Vector> vectors(byte[] answer, int texts, EmbeddingModel model) {
        @Nullable Vector[] byIndex = new @Nullable Vector[texts];
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), answer)) {
            expect(json.nextToken(), JsonToken.START_OBJECT);
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                boolean data = "data".equals(json.currentName());
                JsonToken value = json.nextToken();
                if (data && value == JsonToken.START_ARRAY) {
                    readData(json, byIndex, model);
                } else {
                    json.skipChildren();
                }
            }
        } catch (JacksonException malformed) {
            throw new EmbedderUnavailable("its answer is no JSON of vectors");
        }
        if (Arrays.stream(byIndex).anyMatch(vector -> vector == null)) {
            throw new EmbedderUnavailable("its answer lacks vectors");
        }
        return List.of(Arrays.stream(byIndex)
                .flatMap(vector -> Optional.ofNullable(vector).stream())
                .toArray(Vector[]::new));
    }

    private static void readData(JsonParser json, @Nullable Vector[] byIndex, EmbeddingModel model) {
        for (int place = 0; json.nextToken() != JsonToken.END_ARRAY; place++) {
            expect(json.currentToken(), JsonToken.START_OBJECT);
            int index = place;
            Optional<float[]> values = Optional.empty();
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = json.currentName();
                JsonToken value = json.nextToken();
                if ("index".equals(name) && value == JsonToken.VALUE_NUMBER_INT) {
                    index = json.getIntValue();
                } else if ("embedding".equals(name) && value == JsonToken.START_ARRAY) {
                    values = Optional.of(numbers(json, model));
                } else if ("embedding".equals(name) && value == JsonToken.VALUE_STRING) {
                    values = Optional.of(packed(json.getString()));
                } else {
                    json.skipChildren();
                }
            }
            if (index < 0 || index >= byIndex.length || values.isEmpty()) {
                throw new EmbedderUnavailable("its answer is not about the texts it was asked for");
            }
            byIndex[index] = vector(values.get(), model);
        }
    }

    private static float[] numbers(JsonParser json, EmbeddingModel model) {
        float[] values = new float[model.dimension()];
        int size = 0;
        for (; json.nextToken() != JsonToken.END_ARRAY; size++) {
            if (!json.currentToken().isNumeric()) {
                throw new EmbedderUnavailable("its vectors are no numbers");
            }
            if (size < values.length) {
                values[size] = json.getFloatValue();
            }
        }
        if (size != values.length) {
            throw new WrongDimension(model, size);
        }
        return values;
    }

    /** Some answer with base64 of little-endian floats even when they are asked for numbers. */
    private static float[] packed(String base64) {
        try {
            var floats = ByteBuffer.wrap(Base64.getDecoder().decode(base64))
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asFloatBuffer();
            float[] values = new float[floats.remaining()];
            floats.get(values);
            return values;
        } catch (IllegalArgumentException malformed) {
            throw new EmbedderUnavailable("its vectors are no numbers");
        }
    }

    private static Vector vector(float[] values, EmbeddingModel model) throws EmbedderException {
        if (values.length != model.dimension()) {
            throw new WrongDimension(model, values.length);
        }
        if (Vector.check("", values).isPresent()) {
            throw new EmbedderUnavailable("its vectors are not finite, or nothing but zeros");
        }
        return Vector.of(values);
    }

    private static void expect(@Nullable JsonToken token, JsonToken wanted) {
        if (token != wanted) {
            throw new EmbedderUnavailable("its answer is no JSON of vectors");
        }
    }
}
