package dev.holdfast.postgres.memory;

import dev.holdfast.domain.memory.Memory;
import dev.holdfast.domain.memory.MemoryHit;
import dev.holdfast.domain.memory.MemoryId;
import dev.holdfast.domain.memory.MemoryRevision;
import dev.holdfast.domain.shared.Namespace;
import dev.holdfast.domain.shared.PrincipalId;
import dev.holdfast.domain.shared.Revision;
import dev.holdfast.postgres.support.Row;
import java.sql.SQLException;

/** Rows that begin with {@link MemorySql#COLUMNS}, in that order. */
final class MemoryRows {
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

    static MemoryRevision revision(Row row) throws SQLException {
        return new MemoryRevision(memory(row), row.truth(), row.optionalInstant());
    }

    static MemoryHit hit(Row row) throws SQLException {
        return new MemoryHit(memory(row), row.decimal());
    }
}
