package dev.holdfast.postgres.memory;

import dev.holdfast.domain.memory.MemoryDraft;
import dev.holdfast.domain.memory.MemoryWrite;
import dev.holdfast.postgres.support.JsonColumn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A batch, column by column, as {@code unnest} takes it. Times and tags are texts; an absent value is null. */
record BatchRows(List<MemoryWrite> writes) {
    List<UUID> ids() {
        return each(write -> write.newId().value());
    }

    List<UUID> auditIds() {
        return each(write -> write.auditId().value());
    }

    List<String> namespaces() {
        return each(write -> write.draft().address().namespace().value());
    }

    List<String> keys() {
        return each(write -> write.draft().address().key());
    }

    List<String> contents() {
        return each(write -> write.draft().content());
    }

    List<String> categories() {
        return each(write -> write.draft().category());
    }

    List<Long> importances() {
        return each(write -> (long) write.draft().importance());
    }

    List<String> tags() {
        return each(write -> JsonColumn.renderTexts(write.draft().tags()));
    }

    List<String> metadata() {
        return each(write -> JsonColumn.render(write.draft().metadata()));
    }

    List<@Nullable String> sources() {
        return each(write -> write.draft().source().orElse(null));
    }

    List<@Nullable String> validFrom() {
        return times(MemoryDraft::validFrom);
    }

    List<@Nullable String> validTo() {
        return times(MemoryDraft::validTo);
    }

    List<@Nullable String> expiresAt() {
        return times(MemoryDraft::expiresAt);
    }

    private List<@Nullable String> times(Function<MemoryDraft, Optional<Instant>> time) {
        return each(write -> time.apply(write.draft()).map(Instant::toString).orElse(null));
    }

    private <T extends @Nullable Object> List<T> each(Function<MemoryWrite, T> column) {
        List<T> values = new ArrayList<>(writes.size());
        for (MemoryWrite write : writes) {
            values.add(column.apply(write));
        }
        return values;
    }
}
