package dev.holdfast.domain.operations;

import java.util.Optional;

/**
 * One thing a store's schema is made of: a table, a column, a rule, a right.
 *
 * @param kind in words of the store, such as {@code table} or {@code row_security}
 * @param name stable, and the only one of its kind
 * @param partOf the {@link #title} of what it comes and goes with, such as the table of a column
 * @param definition what makes it; two objects with the same one are the same
 */
public record SchemaObject(String kind, String name, Optional<String> partOf, String definition) {
    /** What people call it. */
    public String title() {
        return kind.replace('_', ' ') + " " + name;
    }
}
