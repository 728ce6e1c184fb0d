package dev.holdfast.http.support;

import dev.holdfast.domain.embedding.Vector;
import dev.holdfast.domain.shared.InvalidInput;
import dev.holdfast.domain.shared.JsonDocument;
import dev.holdfast.domain.shared.TextRules;
import dev.holdfast.domain.shared.Violation;
import dev.holdfast.http.support.RecordShape.Field;
import dev.holdfast.http.support.RecordShape.Kind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads a body into a record in one pass, without a tree and without any coercion, and says where everything is that is wrong
 * with it. What is not JSON, or not of the record's form, is a {@link Problem#MALFORMED_REQUEST}; a text that no store can hold
 * is an {@link InvalidInput}, as the domain's own rules are.
 */
public final class JsonReader {
    static final int MAX_TEXT_BYTES = 256 * 1024;
    /** The deepest body holds a document of {@link JsonDocument#MAX_DEPTH} levels inside an item of a list. */
    static final int MAX_DEPTH = JsonDocument.MAX_DEPTH + 3;

    private static final int MAX_FAULTS = 32;
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(TokenStreamFactory.Feature.CHARSET_DETECTION)
            .disable(TokenStreamFactory.Feature.INTERN_PROPERTY_NAMES)
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNumberLength(1_000)
                    .maxStringLength(16 * 1024 * 1024)
                    .build())
            .build();

    private final JsonParser parser;
    private final int maxValues;
    private final int maxTextBytes;
    private final List<Fault> malformed = new ArrayList<>(0);
    private final List<Violation> invalid = new ArrayList<>(0);
    private int values;

    private JsonReader(JsonParser parser, int maxValues, int maxTextBytes) {
        this.parser = parser;
        this.maxValues = maxValues;
        this.maxTextBytes = maxTextBytes;
    }

    /**
     * @param maxValues of items and members, counting all levels, that lists and documents in the body may have
     * @throws Refusal when the body is not JSON of the record's form
     * @throws InvalidInput when a text in it cannot be stored
     */
    public static Object read(byte[] body, RecordShape shape, int maxValues) {
        return read(body, shape, maxValues, MAX_TEXT_BYTES);
    }

    static Object read(byte[] body, RecordShape shape, int maxValues, int maxTextBytes) {
        return parse(body, maxValues, maxTextBytes, reader -> reader.document(shape));
    }

    /**
     * A JSON object or array of no particular form: maps, lists, texts, {@link BigDecimal}s, booleans and {@code null}, within the same
     * bounds as every body.
     *
     * @throws Refusal when the body is not JSON, or is beyond the bounds
     * @throws InvalidInput when a text in it cannot be stored
     */
    public static Object tree(byte[] body, int maxValues) {
        return parse(body, maxValues, MAX_TEXT_BYTES, JsonReader::whole);
    }

    private static Object parse(byte[] body, int maxValues, int maxTextBytes, Function<JsonReader, Object> how) {
        if (!Utf8.isValid(body, body.length)) {
            throw Refusal.of(Problem.MALFORMED_REQUEST, Fault.at("", "not_utf8", "the body is not UTF-8"));
        }
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), body, 0, body.length)) {
            return how.apply(new JsonReader(parser, maxValues, maxTextBytes));
        } catch (JacksonException reason) {
            throw Unreadable.because(reason);
        }
    }

    private Object document(RecordShape shape) {
        Object read = null;
        if (parser.nextToken() == null) {
            wrong("", "required", "a JSON object is required");
        } else {
            read = object(shape, "");
            if (parser.nextToken() != null) {
                wrong("", "not_json", "there is something after the JSON object");
            }
        }
        refuseFaults();
        if (read == null) {
            throw new IllegalStateException("a body without faults was read");
        }
        return read;
    }

    private Object whole() {
        JsonToken first = parser.nextToken();
        Object read = null;
        if (first == JsonToken.START_OBJECT || first == JsonToken.START_ARRAY) {
            read = any("");
            if (parser.nextToken() != null) {
                wrong("", "not_json", "there is something after the JSON value");
            }
        } else {
            wrong("", "required", "a JSON object or array is required");
        }
        refuseFaults();
        return Objects.requireNonNull(read);
    }

    private void refuseFaults() {
        if (!malformed.isEmpty()) {
            String detail =
                    malformed.size() == 1 ? malformed.get(0).message() : "the body is not of the documented form";
            throw Refusal.of(Problem.MALFORMED_REQUEST, detail, malformed);
        }
        if (!invalid.isEmpty()) {
            throw new InvalidInput(invalid);
        }
    }

    /** The record; null when anything is wrong with the body so far. */
    private @Nullable Object object(RecordShape shape, String pointer) {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            mistyped(pointer, "an object");
            return null;
        }
        @Nullable Object[] values = new Object[shape.size()];
        boolean[] seen = new boolean[shape.size()];
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            Optional<Field> known = shape.field(name);
            parser.nextToken();
            if (known.isEmpty()) {
                wrong(below(pointer, name), "unknown_field", "there is no such field");
                parser.skipChildren();
                continue;
            }
            Field field = known.get();
            String at = below(pointer, name);
            if (seen[field.index()]) {
                wrong(at, "duplicate", "the field is given more than once");
            }
            seen[field.index()] = true;
            values[field.index()] = member(field, at);
        }
        for (Field field : shape.fields()) {
            if (!seen[field.index()]) {
                values[field.index()] = field.required() ? missing(below(pointer, field.name())) : Optional.empty();
            }
        }
        return malformed.isEmpty() && invalid.isEmpty() ? shape.construct(values) : null;
    }

    private @Nullable Object member(Field field, String pointer) {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return field.required() ? missing(pointer) : Optional.empty();
        }
        Object value = value(field.kind(), pointer);
        return field.required() ? value : Optional.ofNullable(value);
    }

    private @Nullable Object value(Kind kind, String pointer) {
        return switch (kind) {
            case Kind.Text text -> text(pointer);
            case Kind.Whole whole -> number32(pointer);
            case Kind.Decimal decimal -> decimal(pointer);
            case Kind.Truth truth -> truth(pointer);
            case Kind.Moment moment -> moment(pointer);
            case Kind.Choice choice -> choice(choice, pointer);
            case Kind.Document document -> metadata(pointer);
            case Kind.Numbers numbers -> vector(pointer);
            case Kind.ListOf list -> list(list.item(), pointer);
            case Kind.Nested nested -> object(nested.shape(), pointer);
        };
    }

    private @Nullable String text(String pointer) {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            mistyped(pointer, "a string");
            return null;
        }
        return checked(parser.getString(), pointer);
    }

    private @Nullable Object number32(String pointer) {
        if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT) {
            mistyped(pointer, "a whole number");
            return null;
        }
        if (parser.getNumberType() != JsonParser.NumberType.INT) {
            wrong(pointer, "out_of_range", "the number is too large");
            return null;
        }
        return parser.getIntValue();
    }

    private @Nullable Object decimal(String pointer) {
        if (!parser.currentToken().isNumeric()) {
            mistyped(pointer, "a number");
            return null;
        }
        double number = parser.getDoubleValue();
        if (!Double.isFinite(number)) {
            wrong(pointer, "out_of_range", "the number is too large");
            return null;
        }
        return number;
    }

    private @Nullable Object truth(String pointer) {
        if (!parser.currentToken().isBoolean()) {
            mistyped(pointer, "true or false");
            return null;
        }
        return parser.getBooleanValue();
    }

    private @Nullable Object moment(String pointer) {
        String text = text(pointer);
        if (text == null) {
            return null;
        }
        Object moment = Rfc3339.parse(text).orElse(null);
        if (moment == null) {
            wrong(pointer, "malformed", "must be a time as in RFC 3339, such as 2026-01-31T12:00:00Z");
        }
        return moment;
    }

    private @Nullable Object choice(Kind.Choice choice, String pointer) {
        String text = text(pointer);
        if (text == null) {
            return null;
        }
        Object constant = choice.constants().get(text);
        if (constant == null) {
            wrong(
                    pointer,
                    "unknown_value",
                    "must be one of " + String.join(", ", choice.constants().keySet()));
        }
        return constant;
    }

    private @Nullable Object list(Kind item, String pointer) {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            mistyped(pointer, "an array");
            return null;
        }
        List<Object> items = new ArrayList<>();
        for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
            count();
            Object value = value(item, pointer + "/" + i);
            if (value != null) {
                items.add(value);
            }
        }
        return items;
    }

    private @Nullable Object vector(String pointer) {
        Optional<float[]> numbers = VectorReader.read(parser);
        if (numbers.isEmpty()) {
            mistyped(pointer, "an array of numbers, or their bytes in base64");
            return null;
        }
        Optional<Violation> broken = Vector.check(pointer, numbers.get());
        broken.filter(violation -> invalid.size() < MAX_FAULTS).ifPresent(invalid::add);
        return broken.isPresent() ? null : Vector.of(numbers.get());
    }

    private @Nullable Object metadata(String pointer) {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            mistyped(pointer, "an object");
            return null;
        }
        try {
            return JsonDocument.of(members(pointer));
        } catch (InvalidInput broken) {
            invalid.addAll(broken.under(pointer).violations());
            return null;
        }
    }

    private Map<String, @Nullable Object> members(String pointer) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            String at = below(pointer, name);
            parser.nextToken();
            if (members.containsKey(name)) {
                wrong(at, "duplicate", "the field is given more than once");
            }
            members.put(name, any(at));
        }
        return members;
    }

    private void count() {
        if (++values > maxValues) {
            throw Refusal.of(
                    Problem.MALFORMED_REQUEST,
                    Fault.at(
                            "",
                            "too_many_values",
                            "the body may have " + maxValues + " values in its lists and objects"));
        }
    }

    private @Nullable Object any(String pointer) {
        count();
        return switch (parser.currentToken()) {
            case START_OBJECT -> members(pointer);
            case START_ARRAY -> {
                List<@Nullable Object> items = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    items.add(any(pointer + "/" + items.size()));
                }
                yield items;
            }
            case VALUE_STRING -> sized(parser.getString(), pointer);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(pointer);
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case null, default -> null;
        };
    }

    private @Nullable BigDecimal number(String pointer) {
        try {
            return parser.getDecimalValue();
        } catch (JacksonException | ArithmeticException | NumberFormatException beyond) {
            wrong(pointer, "out_of_range", "the number is too large");
            return null;
        }
    }

    private String checked(String text, String pointer) {
        Optional<Violation> broken = TextRules.checkEncodable(pointer, text);
        if (broken.isPresent() && invalid.size() < MAX_FAULTS) {
            invalid.add(broken.get());
        }
        return broken.isPresent() ? text : sized(text, pointer);
    }

    private String sized(String text, String pointer) {
        Optional<Violation> tooLong = TextRules.checkBytes(pointer, text, maxTextBytes);
        if (tooLong.isPresent() && invalid.size() < MAX_FAULTS) {
            invalid.add(tooLong.get());
        }
        return text;
    }

    private @Nullable Object missing(String pointer) {
        wrong(pointer, "required", "the field is required");
        return null;
    }

    private void mistyped(String pointer, String expected) {
        wrong(pointer, "wrong_type", "must be " + expected);
        parser.skipChildren();
    }

    private void wrong(String pointer, String code, String message) {
        if (malformed.size() < MAX_FAULTS) {
            malformed.add(Fault.at(pointer, code, message));
        }
    }

    private static String below(String pointer, String name) {
        boolean plain = name.indexOf('~') < 0 && name.indexOf('/') < 0;
        return pointer + "/" + (plain ? name : name.replace("~", "~0").replace("/", "~1"));
    }
}
