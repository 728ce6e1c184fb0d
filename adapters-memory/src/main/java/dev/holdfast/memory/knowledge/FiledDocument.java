package dev.holdfast.memory.knowledge;

import dev.holdfast.domain.knowledge.Chunk;
import dev.holdfast.domain.knowledge.Document;
import java.util.List;

/** A document and what it consists of. */
public record FiledDocument(Document document, List<Chunk> chunks) {
    public FiledDocument {
        chunks = List.copyOf(chunks);
    }
}
