package dev.holdfast.bench.ingest;

import dev.holdfast.bench.BenchException;
import dev.holdfast.bench.Holdfast;
import dev.holdfast.domain.embedding.ContentHash;
import dev.holdfast.domain.embedding.Embedding;
import dev.holdfast.domain.embedding.Vector;
import dev.holdfast.postgres.embedding.Sketch;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import org.postgresql.PGConnection;

/** Copies the rows that an ingest makes of documents and chunks into the same tables, as another tenant. No audit, no claims. */
final class Copying implements AutoCloseable {
    private static final String TENANT = "bench-copy";
    private static final UUID COLLECTION = new UUID(0x0190_0000_0000_7000L, 1);
    private static final long NOW = 800_000_000_000_000L;

    private final Connection connection;
    private long ids = 1;

    Copying(Holdfast holdfast) {
        Properties login = new Properties();
        login.setProperty("user", "postgres");
        login.setProperty("password", holdfast.superuserPassword());
        try {
            connection = DriverManager.getConnection(
                    "jdbc:postgresql://127.0.0.1:" + holdfast.databasePort() + "/postgres", login);
        } catch (SQLException failed) {
            throw new BenchException("the database cannot be reached", failed);
        }
        execute("SET holdfast.tenant = '" + TENANT + "'");
        execute("INSERT INTO holdfast.tenant VALUES ('" + TENANT + "', now())");
        execute("INSERT INTO holdfast.embedding_model VALUES ('" + TENANT + "', '" + Corpus.MODEL + "', "
                + Corpus.DIMENSION + ", 'stored', NULL, NULL, now())");
        execute("INSERT INTO holdfast.collection VALUES ('" + TENANT + "', '" + COLLECTION
                + "', 'bench', NULL, 'english', 'text', NULL, '{}', 1, now(), now(), 'bench')");
    }

    /** Ids grow, as those of the server do: where they fall in an index is much of what a row costs. */
    private UUID id() {
        return new UUID(0x0190_0000_0000_7000L | (ids >> 20) << 16, ids++);
    }

    /** In one transaction. @return how long it took, without the making of the rows */
    Duration copy(List<Corpus.Document> documents) {
        BinaryRows documentRows = new BinaryRows();
        BinaryRows chunkRows = new BinaryRows();
        BinaryRows vectorRows = new BinaryRows();
        for (Corpus.Document document : documents) {
            UUID documentId = id();
            documentRows.row(13).text(TENANT).uuid(documentId).uuid(COLLECTION).text(document.id()).text(document.title())
                    .bytes(ContentHash.of(document.id()).bytes()).bigint(1).integer(document.chunks().size()).json("{}")
                    .bigint(1).bigint(NOW).bigint(NOW).text("bench");
            for (int i = 0; i < document.chunks().size(); i++) {
                Corpus.Chunk chunk = document.chunks().get(i);
                chunkRows.row(13).text(TENANT).uuid(id()).uuid(COLLECTION).uuid(documentId).integer(i).text("english")
                        .text(document.title()).texts(List.of()).text(chunk.text()).integer(100).json("{}").bigint(NOW)
                        .bigint(NOW);
                vectorRows.row(8).text(TENANT).text(Corpus.MODEL).integer(Corpus.DIMENSION)
                        .bytes(ContentHash.of(chunk.text()).bytes()).reals(chunk.vector())
                        .bytes(Sketch.of(new Embedding(ContentHash.of(chunk.text()), Vector.of(chunk.vector())))).truth(false).bigint(NOW);
            }
        }
        byte[] documentBytes = documentRows.end();
        byte[] vectorBytes = vectorRows.end();
        byte[] chunkBytes = chunkRows.end();
        long start = System.nanoTime();
        execute("BEGIN");
        copy("document (tenant_id, id, collection_id, external_id, title, content_hash, chunk_version, chunks, metadata,"
                + " version, created_at, updated_at, created_by)", documentBytes);
        copy("embedding (tenant_id, model, dimension, content_hash, vector, sketch, cached, created_at)", vectorBytes);
        copy("chunk (tenant_id, id, collection_id, document_id, ordinal, language, title, headings, text, token_count,"
                + " metadata, created_at, updated_at)", chunkBytes);
        execute("COMMIT");
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private void copy(String into, byte[] rows) {
        try {
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("COPY holdfast." + into + " FROM STDIN (FORMAT binary)", new ByteArrayInputStream(rows), 65536);
        } catch (SQLException | IOException failed) {
            throw new BenchException("COPY " + into + " failed", failed);
        }
    }

    /** Both sides must have written as much. */
    void check(long chunks) {
        for (String table : List.of("chunk", "embedding")) {
            String counts = text("SELECT string_agg(n::text, ' ') FROM (SELECT count(*) AS n FROM holdfast." + table
                    + " GROUP BY tenant_id) AS c");
            if (!counts.equals(chunks + " " + chunks)) {
                throw new BenchException("the tenants have " + counts + " rows in " + table + ", and not " + chunks);
            }
        }
    }

    void settle() {
        execute("VACUUM ANALYZE holdfast.chunk, holdfast.embedding, holdfast.document");
        execute("CHECKPOINT");
    }

    private void execute(String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failed) {
            throw new BenchException(sql, failed);
        }
    }

    private String text(String sql) {
        try (Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(sql)) {
            answer.next();
            return answer.getString(1);
        } catch (SQLException failed) {
            throw new BenchException(sql, failed);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException failed) {
            throw new BenchException("closing failed", failed);
        }
    }
}
