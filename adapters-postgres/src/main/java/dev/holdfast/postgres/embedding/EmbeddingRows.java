package dev.holdfast.postgres.embedding;

import dev.holdfast.domain.embedding.ContentHash;
import dev.holdfast.domain.embedding.Embedding;
import dev.holdfast.domain.embedding.EmbeddingModel;
import dev.holdfast.domain.embedding.FailedText;
import dev.holdfast.domain.embedding.ModelProgress;
import dev.holdfast.domain.embedding.ModelState;
import dev.holdfast.domain.embedding.ModelStatus;
import dev.holdfast.domain.embedding.PendingText;
import dev.holdfast.domain.embedding.TextOwner;
import dev.holdfast.domain.embedding.Vector;
import dev.holdfast.postgres.support.Row;
import java.sql.SQLException;

/** How rows become records. */
final class EmbeddingRows {
    private EmbeddingRows() {}

    static EmbeddingModel model(Row row) throws SQLException {
        return new EmbeddingModel(row.text(), row.integer());
    }

    static ModelProgress progress(Row row) throws SQLException {
        return new ModelProgress(model(row), row.oneOf(ModelState.class), row.truth(), row.number(), row.number());
    }

    static ModelStatus status(Row row) throws SQLException {
        return new ModelStatus(progress(row), row.number(), row.truth(), row.instant());
    }

    static Embedding embedding(Row row) throws SQLException {
        return new Embedding(hash(row), Vector.of(row.vector()));
    }

    static ContentHash hash(Row row) throws SQLException {
        return ContentHash.of(row.bytes());
    }

    static PendingText pending(Row row) throws SQLException {
        return new PendingText(owner(row), hash(row), row.integer(), row.optionalText());
    }

    static FailedText failed(Row row) throws SQLException {
        return new FailedText(owner(row), hash(row), row.integer(), row.text());
    }

    private static TextOwner owner(Row row) throws SQLException {
        return new TextOwner(row.oneOf(TextOwner.Kind.class), row.uuid());
    }
}
