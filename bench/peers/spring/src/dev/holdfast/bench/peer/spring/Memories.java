package dev.holdfast.bench.peer.spring;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Read and write of one row, one statement each, in autocommit. */
@RestController
class Memories {
    private static final String ALL =
            "namespace, key, content, category, importance, tags, metadata::text, version, created_at, updated_at";

    private final JdbcClient database;
    private final JsonMapper json;

    Memories(JdbcClient database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    record Draft(String content, String category, int importance, List<String> tags, Map<String, Object> metadata) {}

    @GetMapping("/memories/{namespace}/{key}")
    ResponseEntity<Memory> find(@PathVariable("namespace") String namespace, @PathVariable("key") String key) {
        return ResponseEntity.of(database.sql("SELECT " + ALL + " FROM peer.memory WHERE namespace = ? AND key = ?")
                .params(namespace, key)
                .query(Memories::memory)
                .optional());
    }

    @PutMapping("/memories/{namespace}/{key}")
    Memory set(
            @PathVariable("namespace") String namespace, @PathVariable("key") String key, @RequestBody Draft draft) {
        return database.sql(
                        """
                        INSERT INTO peer.memory AS m (namespace, key, content, category, importance, tags, metadata)
                        VALUES (?, ?, ?, ?, ?, ?, ?::jsonb)
                        ON CONFLICT (namespace, key) DO UPDATE SET content = excluded.content, category = excluded.category,
                            importance = excluded.importance, tags = excluded.tags, metadata = excluded.metadata,
                            version = m.version + 1, updated_at = now()
                        RETURNING\s"""
                                + ALL)
                .params(
                        namespace,
                        key,
                        draft.content(),
                        draft.category(),
                        draft.importance(),
                        draft.tags().toArray(String[]::new),
                        json.writeValueAsString(draft.metadata()))
                .query(Memories::memory)
                .single();
    }

    private static Memory memory(ResultSet row, int number) throws SQLException {
        Array tags = row.getArray(6);
        return new Memory(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getInt(5),
                List.of((String[]) tags.getArray()),
                row.getString(7),
                row.getLong(8),
                row.getObject(9, OffsetDateTime.class),
                row.getObject(10, OffsetDateTime.class));
    }
}
