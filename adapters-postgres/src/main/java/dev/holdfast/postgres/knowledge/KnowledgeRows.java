package dev.holdfast.postgres.knowledge;

import dev.holdfast.domain.knowledge.Chunk;
import dev.holdfast.domain.knowledge.ChunkId;
import dev.holdfast.domain.knowledge.Collection;
import dev.holdfast.domain.knowledge.CollectionId;
import dev.holdfast.domain.knowledge.CollectionName;
import dev.holdfast.domain.knowledge.Document;
import dev.holdfast.domain.knowledge.DocumentAddress;
import dev.holdfast.domain.knowledge.DocumentHash;
import dev.holdfast.domain.knowledge.DocumentId;
import dev.holdfast.domain.knowledge.Language;
import dev.holdfast.domain.knowledge.Profile;
import dev.holdfast.domain.shared.Cursor;
import dev.holdfast.domain.shared.Page;
import dev.holdfast.domain.shared.PrincipalId;
import dev.holdfast.domain.shared.Revision;
import dev.holdfast.postgres.support.Row;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Rows that begin with the columns of {@link CollectionSql} or {@link DocumentSql}, in that order. */
final class KnowledgeRows {
    /** An item of a list; {@code followed} when the list goes on after it, in this page or the next. */
    interface Listed<T> {
        T item();

        boolean followed();
    }

    record ListedCollection(Collection item, boolean followed) implements Listed<Collection> {}

    record ListedDocument(Document item, boolean followed) implements Listed<Document> {}

    record ListedChunk(Chunk item, boolean followed) implements Listed<Chunk> {}

    private KnowledgeRows() {}

    static Collection collection(Row row) throws SQLException {
        return new Collection(
                new CollectionId(row.uuid()),
                new CollectionName(row.text()),
                row.optionalText(),
                new Language(row.text()),
                row.oneOf(Profile.class),
                row.optionalText(),
                row.json(),
                new Revision(row.number()),
                row.instant(),
                row.instant(),
                new PrincipalId(row.text()));
    }

    static ListedCollection listedCollection(Row row) throws SQLException {
        return new ListedCollection(collection(row), row.truth());
    }

    static Document document(Row row) throws SQLException {
        return new Document(
                new DocumentId(row.uuid()),
                new DocumentAddress(new CollectionName(row.text()), row.text()),
                row.optionalText(),
                row.optionalText(),
                new DocumentHash(row.text()),
                row.integer(),
                row.json(),
                row.optionalInstant(),
                row.optionalInstant(),
                new Revision(row.number()),
                row.instant(),
                row.instant(),
                new PrincipalId(row.text()));
    }

    static ListedDocument listedDocument(Row row) throws SQLException {
        return new ListedDocument(document(row), row.truth());
    }

    static ListedChunk listedChunk(Row row) throws SQLException {
        return new ListedChunk(
                new Chunk(
                        new ChunkId(row.uuid()),
                        new DocumentId(row.uuid()),
                        row.integer(),
                        row.texts(),
                        row.text(),
                        row.integer(),
                        row.json(),
                        row.instant()),
                row.truth());
    }

    /** The rows are those of the page; the database cut it. */
    static <T> Page<T> page(List<? extends Listed<T>> rows, Function<T, Cursor> cursorOf) {
        Optional<Cursor> next = rows.isEmpty() || !rows.getLast().followed()
                ? Optional.empty()
                : Optional.of(cursorOf.apply(rows.getLast().item()));
        return new Page<>(rows.stream().<T>map(Listed::item).toList(), next);
    }
}
