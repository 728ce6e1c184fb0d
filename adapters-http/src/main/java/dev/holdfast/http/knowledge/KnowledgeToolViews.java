package dev.holdfast.http.knowledge;

import dev.holdfast.domain.knowledge.Document;
import dev.holdfast.domain.recall.Passage;
import dev.holdfast.domain.shared.PrincipalId;
import dev.holdfast.domain.shared.Written;
import dev.holdfast.http.mcp.Fence;
import dev.holdfast.http.mcp.Trust;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What the knowledge tools answer, for programs; models read the same between marks. */
final class KnowledgeToolViews {
    private KnowledgeToolViews() {}

    /** @param cut whether {@code text} is only the beginning of the passage; {@code get_document} has the rest */
    record Found(
            String collection,
            String document,
            int position,
            Optional<String> title,
            String text,
            Instant date,
            Optional<String> source,
            Trust trust,
            boolean cut) {
        static Found of(Passage passage, String text) {
            List<String> segments = passage.namespace().segments();
            return new Found(
                    segments.get(segments.size() - 1),
                    passage.name(),
                    passage.position(),
                    passage.title(),
                    text,
                    passage.date(),
                    passage.source(),
                    Trust.ofPassage(passage.source()),
                    passage.cut() || text.length() < passage.text().length());
        }

        Fence.Item fenced() {
            String name = collection + " " + document + " #" + position;
            return new Fence.Item(title.map(said -> name + ": " + said).orElse(name), text, date, source, trust, cut);
        }
    }

    record FoundPage(List<Found> items, int tokens, Optional<String> nextCursor) {}

    /** @param nextCursor where the text goes on */
    record Read(
            String collection,
            String document,
            Optional<String> title,
            String text,
            Optional<String> source,
            int chunks,
            long version,
            Instant updatedAt,
            Trust trust,
            Optional<String> nextCursor) {
        static Read of(Document document, String text, PrincipalId reader, Optional<String> next) {
            return new Read(
                    document.address().collection().value(),
                    document.address().externalId(),
                    document.title(),
                    text,
                    document.source(),
                    document.chunks(),
                    document.version().value(),
                    document.updatedAt(),
                    Trust.of(reader, document.createdBy(), document.source()),
                    next);
        }

        Fence.Item fenced() {
            return new Fence.Item(collection + " " + document, text, updatedAt, source, trust, nextCursor.isPresent());
        }
    }

    /** What became of a write. */
    record Receipt(long version, int chunks, boolean created, boolean replayed) {
        static Receipt of(Written<Document> written) {
            Document document = written.value();
            return new Receipt(document.version().value(), document.chunks(), written.created(), written.replayed());
        }
    }

    record Listed(String name, Optional<String> description) {}

    record ListedPage(List<Listed> items, Optional<String> nextCursor) {}
}
