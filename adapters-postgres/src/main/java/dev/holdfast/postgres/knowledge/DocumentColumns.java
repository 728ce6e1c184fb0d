package dev.holdfast.postgres.knowledge;

import dev.holdfast.domain.knowledge.Chunk;
import dev.holdfast.domain.knowledge.ChunkDraft;
import dev.holdfast.domain.knowledge.ChunkId;
import dev.holdfast.domain.knowledge.DocumentDraft;
import dev.holdfast.domain.knowledge.DocumentHash;
import dev.holdfast.domain.knowledge.DocumentWrite;
import dev.holdfast.postgres.support.JsonColumn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Documents of one collection, column by column, as {@code unnest} takes them. Times are texts; an absent value is null. */
record DocumentColumns(List<DocumentWrite> writes) {
    List<UUID> ids() {
        return each(write -> write.newId().value());
    }

    List<UUID> auditIds() {
        return each(write -> write.auditId().value());
    }

    List<String> externalIds() {
        return each(write -> write.draft().address().externalId());
    }

    List<@Nullable String> titles() {
        return each(write -> write.draft().title().orElse(null));
    }

    List<@Nullable String> sources() {
        return each(write -> write.draft().source().orElse(null));
    }

    List<String> hashes() {
        return each(write -> DocumentHash.of(write.draft()).hex());
    }

    List<Long> sizes() {
        return each(write -> (long) write.draft().chunks().size());
    }

    List<String> metadata() {
        return each(write -> JsonColumn.render(write.draft().metadata()));
    }

    List<@Nullable String> validFrom() {
        return times(DocumentDraft::validFrom);
    }

    List<@Nullable String> validTo() {
        return times(DocumentDraft::validTo);
    }

    /** The chunks of all of them, likewise. */
    ChunkColumns parts() {
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < writes.size(); i++) {
            DocumentWrite write = writes.get(i);
            List<ChunkDraft> chunks = write.draft().chunks();
            for (int ordinal = 0; ordinal < chunks.size(); ordinal++) {
                parts.add(new Part(
                        i + 1L,
                        write.chunkIds().get(ordinal),
                        ordinal,
                        write.draft().title(),
                        chunks.get(ordinal)));
            }
        }
        return new ChunkColumns(parts);
    }

    private List<@Nullable String> times(Function<DocumentDraft, Optional<Instant>> time) {
        return each(write -> time.apply(write.draft()).map(Instant::toString).orElse(null));
    }

    private <T extends @Nullable Object> List<T> each(Function<DocumentWrite, T> column) {
        List<T> values = new ArrayList<>(writes.size());
        for (DocumentWrite write : writes) {
            values.add(column.apply(write));
        }
        return values;
    }

    /** @param owner the place of its document in the batch, from 1 */
    private record Part(long owner, ChunkId id, int ordinal, Optional<String> documentTitle, ChunkDraft draft) {
        @Nullable
        String title() {
            return Chunk.title(documentTitle, draft.headings()).orElse(null);
        }
    }

    record ChunkColumns(List<Part> parts) {
        List<Long> owners() {
            return each(Part::owner);
        }

        List<UUID> ids() {
            return each(part -> part.id().value());
        }

        List<Long> ordinals() {
            return each(part -> (long) part.ordinal());
        }

        List<@Nullable String> titles() {
            return each(Part::title);
        }

        List<String> headings() {
            return each(part -> JsonColumn.renderTexts(part.draft().headings()));
        }

        List<String> texts() {
            return each(part -> part.draft().text());
        }

        List<Long> tokens() {
            return each(part -> (long) part.draft().tokens());
        }

        List<String> metadata() {
            return each(part -> JsonColumn.render(part.draft().metadata()));
        }

        private <T extends @Nullable Object> List<T> each(Function<Part, T> column) {
            List<T> values = new ArrayList<>(parts.size());
            for (Part part : parts) {
                values.add(column.apply(part));
            }
            return values;
        }
    }
}
