package dev.holdfast.bench.peer.spring;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.OffsetDateTime;
import java.util.List;

/** A row, and what is answered. */
record Memory(
        String namespace,
        String key,
        String content,
        String category,
        int importance,
        List<String> tags,
        @JsonRawValue String metadata,
        long version,
        @JsonProperty("created_at") OffsetDateTime createdAt,
        @JsonProperty("updated_at") OffsetDateTime updatedAt) {}
