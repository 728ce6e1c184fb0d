package dev.holdfast.http.support;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.holdfast.domain.identity.Permission;
import dev.holdfast.domain.shared.JsonDocument;
import dev.holdfast.domain.shared.Namespace;
import dev.holdfast.domain.shared.PrincipalId;
import dev.holdfast.domain.shared.Revision;
import dev.holdfast.domain.shared.Secret;
import dev.holdfast.domain.shared.TenantId;
import dev.holdfast.domain.shared.TypedId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/**
 * How values are written: records as objects in snake case in the order of their components, absent values left out, typed values
 * as the one text or number they wrap. A {@link Secret} cannot be written at all.
 */
public final class Json {
    static final JsonMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_ABSENT))
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .addModule(new SimpleModule("holdfast")
                    .addSerializer(
                            TypedId.class,
                            writing((id, out) -> out.writeString(id.value().toString())))
                    .addSerializer(Namespace.class, writing((namespace, out) -> out.writeString(namespace.value())))
                    .addSerializer(TenantId.class, writing((tenant, out) -> out.writeString(tenant.value())))
                    .addSerializer(PrincipalId.class, writing((principal, out) -> out.writeString(principal.value())))
                    .addSerializer(Revision.class, writing((version, out) -> out.writeNumber(version.value())))
                    .addSerializer(Instant.class, writing((time, out) -> out.writeString(Rfc3339.format(time))))
                    .addSerializer(Permission.class, writing((right, out) -> out.writeString(right.wireName())))
                    .addSerializer(Enum.class, writing((constant, out) -> out.writeString(wireName(constant))))
                    .addSerializer(JsonDocument.class, writing((document, out) -> write(document.members(), out)))
                    .addSerializer(Secret.class, writing((secret, out) -> {
                        throw new IllegalStateException("a secret is never rendered");
                    })))
            .build();

    private Json() {}

    /** {@code value} as UTF-8. */
    public static byte[] write(Object value) {
        return MAPPER.writeValueAsBytes(value);
    }

    /** The name of an enum constant on the wire. */
    public static String wireName(Enum<?> constant) {
        return constant instanceof Permission permission
                ? permission.wireName()
                : constant.name().toLowerCase(Locale.ROOT);
    }

    /** The name of a record's component on the wire: {@code minImportance} as {@code min_importance}. */
    public static String memberName(String component) {
        return RecordShape.snakeCase(component);
    }

    private static void write(@Nullable Object value, JsonGenerator out) {
        switch (value) {
            case null -> out.writeNull();
            case String text -> out.writeString(text);
            case BigDecimal number -> out.writeNumber(number);
            case Boolean truth -> out.writeBoolean(truth);
            case List<?> items -> {
                out.writeStartArray();
                items.forEach(item -> write(item, out));
                out.writeEndArray();
            }
            case Map<?, ?> members -> {
                out.writeStartObject();
                members.forEach((name, member) -> {
                    out.writeName(String.valueOf(name));
                    write(member, out);
                });
                out.writeEndObject();
            }
            default -> throw new IllegalStateException("not a JSON value: " + value.getClass());
        }
    }

    private static <T> ValueSerializer<T> writing(BiConsumer<T, JsonGenerator> how) {
        return new ValueSerializer<>() {
            @Override
            public void serialize(T value, JsonGenerator out, SerializationContext context) {
                how.accept(value, out);
            }
        };
    }
}
