package dev.holdfast.http.support;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the OpenAPI document says of records beyond their types: the core is free of annotations, and its Javadoc is not there at
 * run time. Every component of every record on the wire has a note; a test sees to that.
 */
public final class Notes {
    /** @param keywords of JSON Schema, such as {@code maxLength} */
    public record Note(String description, Map<String, Object> keywords) {}

    private final Map<Class<?>, Map<String, Note>> fields = new HashMap<>();
    private final Map<Class<?>, String> names = new HashMap<>();
    private final Map<Class<?>, Object> examples = new HashMap<>();

    /**
     * Begins the notes of a record.
     *
     * @param name of its schema in the document
     */
    public About about(Class<?> record, String name) {
        names.put(record, name);
        return new About(record, fields.computeIfAbsent(record, first -> new LinkedHashMap<>()));
    }

    /** Takes over what another context says of its own records. */
    public Notes add(Notes others) {
        fields.putAll(others.fields);
        names.putAll(others.names);
        examples.putAll(others.examples);
        return this;
    }

    public Optional<Note> of(Class<?> record, String component) {
        return Optional.ofNullable(fields.getOrDefault(record, Map.of()).get(component));
    }

    public Optional<String> name(Class<?> record) {
        return Optional.ofNullable(names.get(record));
    }

    public Optional<Object> example(Class<?> record) {
        return Optional.ofNullable(examples.get(record));
    }

    /** The notes of one record. */
    public final class About {
        private final Class<?> record;
        private final Map<String, Note> notes;

        private About(Class<?> record, Map<String, Note> notes) {
            this.record = record;
            this.notes = notes;
        }

        /** Shows one such record as it may be; rendered as every answer is, so that it cannot have another form. */
        public About example(Object value) {
            examples.put(record, record.cast(value));
            return this;
        }

        public About field(String component, String description) {
            return field(component, description, Map.of());
        }

        public About field(String component, String description, Map<String, Object> keywords) {
            notes.put(component, new Note(description, keywords));
            return this;
        }

        /** Says the same of every component as was said of another record's components of those names. */
        public About as(Class<?> other) {
            notes.putAll(fields.getOrDefault(other, Map.of()));
            return this;
        }
    }
}
