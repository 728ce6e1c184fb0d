package dev.holdfast.postgres.support;

import java.util.List;
import java.util.UUID;

/** A list as a {@code uuid[]} parameter. */
public final class UuidArray extends Parameter<List<UUID>> {
    public UuidArray() {
        super(
                "_uuid",
                (statement, i, list) -> statement.setArray(
                        i, statement.getConnection().createArrayOf("uuid", list.toArray(UUID[]::new))));
    }
}
