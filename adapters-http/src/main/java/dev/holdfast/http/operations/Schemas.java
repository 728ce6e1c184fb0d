package dev.holdfast.http.operations;

import com.fasterxml.classmate.ResolvedType;
import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.CustomDefinition.AttributeInclusion;
import com.github.victools.jsonschema.generator.CustomDefinition.DefinitionType;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaBuilder;
import com.github.victools.jsonschema.generator.SchemaGenerationContext;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import com.github.victools.jsonschema.generator.impl.DefinitionKey;
import com.github.victools.jsonschema.generator.naming.SchemaDefinitionNamingStrategy;
import dev.holdfast.domain.embedding.Vector;
import dev.holdfast.domain.shared.JsonDocument;
import dev.holdfast.domain.shared.Namespace;
import dev.holdfast.domain.shared.PrincipalId;
import dev.holdfast.domain.shared.Revision;
import dev.holdfast.domain.shared.TenantId;
import dev.holdfast.domain.shared.TypedId;
import dev.holdfast.http.support.Json;
import dev.holdfast.http.support.Notes;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;

/** JSON Schemas of records as they go over the wire: the same names, the same typed values, the same optional members. */
final class Schemas {
    private static final Map<Class<?>, Map<String, Object>> VALUES = Map.of(
            TypedId.class, Map.of("type", "string", "format", "uuid"),
            UUID.class, Map.of("type", "string", "format", "uuid"),
            Instant.class, Map.of("type", "string", "format", "date-time"),
            Namespace.class, Map.of("type", "string", "minLength", 1),
            TenantId.class, Map.of("type", "string", "pattern", "^[a-z0-9][a-z0-9-]{0,62}$"),
            PrincipalId.class, Map.of("type", "string", "minLength", 1, "maxLength", 200),
            Revision.class, Map.of("type", "integer", "format", "int64", "minimum", 1),
            JsonDocument.class, Map.of("type", "object", "additionalProperties", true),
            Vector.class,
                    Map.of(
                            "oneOf",
                            List.of(
                                    Map.of(
                                            "type",
                                            "array",
                                            "items",
                                            Map.of("type", "number"),
                                            "minItems",
                                            1,
                                            "maxItems",
                                            Vector.MAX_DIMENSION),
                                    Map.of("type", "string", "contentEncoding", "base64"))));

    private final Notes notes;
    private final ObjectMapper mapper;
    private final SchemaBuilder builder;

    Schemas(Notes notes, ObjectMapper mapper) {
        this.notes = notes;
        this.mapper = mapper;
        this.builder = new SchemaGenerator(configuration().build()).buildMultipleSchemaDefinitions();
    }

    /** A reference to the schema of a record; it is among {@link #definitions()}. */
    ObjectNode reference(Class<?> record, List<Class<?>> arguments) {
        return builder.createSchemaReference(record, arguments.toArray(Type[]::new));
    }

    /** Every schema that was referred to. Asked once, at the end. */
    ObjectNode definitions() {
        return builder.collectDefinitions("components/schemas");
    }

    private SchemaGeneratorConfigBuilder configuration() {
        SchemaGeneratorConfigBuilder config = new SchemaGeneratorConfigBuilder(
                        mapper, SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
                .with(Option.DEFINITIONS_FOR_ALL_OBJECTS, Option.FORBIDDEN_ADDITIONAL_PROPERTIES_BY_DEFAULT)
                .without(Option.SCHEMA_VERSION_INDICATOR, Option.FLATTENED_OPTIONALS);
        config.forTypesInGeneral()
                .withCustomDefinitionProvider(this::value)
                .withPropertySorter(Comparator.comparingInt(member -> 0))
                .withDefinitionNamingStrategy(new Names());
        config.forFields()
                .withPropertyNameOverrideResolver(field -> Json.memberName(field.getDeclaredName()))
                .withTargetTypeOverridesResolver(Schemas::withoutOptional)
                .withNullableCheck(field -> false)
                .withRequiredCheck(field -> !optional(field))
                .withInstanceAttributeOverride((node, field, context) -> annotate(node, field));
        return config;
    }

    private @Nullable CustomDefinition value(ResolvedType type, SchemaGenerationContext context) {
        Class<?> erased = type.getErasedType();
        if (erased.isEnum()) {
            ObjectNode choice = mapper.createObjectNode().put("type", "string");
            for (Object constant : erased.getEnumConstants()) {
                choice.withArray("enum").add(Json.wireName((Enum<?>) constant));
            }
            return inline(choice);
        }
        Class<?> known = TypedId.class.isAssignableFrom(erased) ? TypedId.class : erased;
        Map<String, Object> keywords = VALUES.get(known);
        return keywords == null ? null : inline(mapper.valueToTree(keywords));
    }

    private static CustomDefinition inline(ObjectNode schema) {
        return new CustomDefinition(schema, DefinitionType.INLINE, AttributeInclusion.YES);
    }

    private static boolean optional(FieldScope field) {
        return field.getDeclaredType().isInstanceOf(Optional.class);
    }

    /** An optional member is left out, never null. */
    private static @Nullable List<ResolvedType> withoutOptional(FieldScope field) {
        ResolvedType inside = field.getTypeParameterFor(Optional.class, 0);
        return inside == null ? null : List.of(inside);
    }

    private void annotate(ObjectNode schema, FieldScope field) {
        if (field.isFakeContainerItemScope()) {
            return;
        }
        notes.of(field.getDeclaringType().getErasedType(), field.getDeclaredName())
                .ifPresent(note -> {
                    schema.put("description", note.description());
                    note.keywords()
                            .forEach((keyword, value) -> schema.set(keyword, mapper.<JsonNode>valueToTree(value)));
                });
    }

    /** {@code Page} of {@code Memory} as {@code MemoryPage}. */
    private final class Names implements SchemaDefinitionNamingStrategy {
        @Override
        public String getDefinitionNameForKey(DefinitionKey key, SchemaGenerationContext context) {
            return name(key.getType());
        }

        private String name(ResolvedType type) {
            String own =
                    notes.name(type.getErasedType()).orElse(type.getErasedType().getSimpleName());
            return type.getTypeParameters().stream().map(this::name).collect(Collectors.joining()) + own;
        }
    }
}
