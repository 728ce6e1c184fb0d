package dev.holdfast.postgres.memory;

import dev.holdfast.domain.memory.Memory;
import dev.holdfast.domain.memory.MemoryId;
import dev.holdfast.domain.memory.MemoryRevision;
import dev.holdfast.domain.shared.Namespace;
import dev.holdfast.domain.shared.PrincipalId;
import dev.holdfast.domain.shared.Revision;
import dev.holdfast.postgres.support.Row;
import java.sql.SQLException;

/** Rows with {@link MemorySql#COLUMNS}, in that order. */
final class MemoryRows {
    /** An item of a list; {@code followed} when the list goes on after it, in this page or the next. */
    interface Listed<T> {
        T item();

        boolean followed();
    }

    record ListedMemory(Memory item, boolean followed) implements Listed<Memory> {}

    record ListedRevision(MemoryRevision item, boolean followed) implements Listed<MemoryRevision> {}

    /** Made by the change at {@code place}, which counts from 1. */
    record PlacedMemory(int place, Memory memory) {}

    /** Found for the question at {@code place}, which counts from 1; without its content when it is {@code large}. */
    record FoundMemory(int place, boolean large, Memory memory) {}

    private MemoryRows() {}

    static Memory memory(Row row) throws SQLException {
        return new Memory(
                new MemoryId(row.uuid()),
                new Namespace(row.text()),
                row.text(),
                row.text(),
                row.text(),
                row.integer(),
                row.texts(),
                row.json(),
                row.optionalText(),
                row.optionalInstant(),
                row.optionalInstant(),
                row.optionalInstant(),
                new Revision(row.number()),
                row.instant(),
                row.instant(),
                row.instant(),
                new PrincipalId(row.text()));
    }

    static ListedMemory listed(Row row) throws SQLException {
        return new ListedMemory(memory(row), row.truth());
    }

    static PlacedMemory placed(Row row) throws SQLException {
        return new PlacedMemory(row.integer(), memory(row));
    }

    static FoundMemory found(Row row) throws SQLException {
        return new FoundMemory(row.integer(), row.truth(), memory(row));
    }

    static ListedRevision revision(Row row) throws SQLException {
        return new ListedRevision(new MemoryRevision(memory(row), row.truth(), row.optionalInstant()), row.truth());
    }
}
