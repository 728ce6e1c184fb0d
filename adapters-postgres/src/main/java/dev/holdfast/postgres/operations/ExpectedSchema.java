package dev.holdfast.postgres.operations;

import dev.holdfast.domain.operations.SchemaObject;
import java.util.List;
import java.util.Set;

/**
 * The schema that the migrations of this program come to, object by object. Written from a migrated database and reviewed when the
 * migrations change.
 */
final class ExpectedSchema {
    private static final String RESOURCE = "db/schema.sql";

    /** Without these a server could not serve at all. */
    private static final Set<String> REQUIRED = Set.of("role", "table", "column", "policy");

    /** It cannot change while the program runs. */
    private static final class Read {
        static final List<SchemaObject> OBJECTS = List.copyOf(SchemaScript.parse(Resources.text(RESOURCE)));
    }

    private ExpectedSchema() {}

    /** In the order in which they can be made. */
    static List<SchemaObject> objects() {
        return Read.OBJECTS;
    }

    /** Of the migrations that come to it. */
    static int version() {
        return MigrationScripts.known().getLast().version();
    }

    /** What readiness looks for, such as {@code column memory.content}. */
    static List<String> required() {
        return objects().stream()
                .filter(object -> REQUIRED.contains(object.kind()))
                .map(SchemaObject::title)
                .toList();
    }
}
