package dev.holdfast.domain.recall;

import dev.holdfast.domain.shared.Namespace;
import dev.holdfast.domain.shared.Revision;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A piece of text that can be recalled: a memory, or a chunk of a document.
 *
 * @param namespace of the memory; of a chunk, {@code collections/<name of the collection>}
 * @param name the key of the memory; the external id of the chunk's document
 * @param title the document's title and the headings above the chunk, as {@code Chunk.title} joins them; empty for a memory
 * @param text the whole text unless {@code cut}
 * @param cut whether {@code text} is only the beginning, because more was not asked for
 * @param position the ordinal of a chunk in its document; 0 for a memory
 * @param date when it was true or said: the beginning of its valid time, else when it was last written
 * @param importance 1 to 10; 1 for a chunk
 * @param tags of the memory; empty for a chunk
 * @param attribution what the metadata of the memory tell, or those of the chunk and, where these say nothing, of its document
 * @param source where it comes from; the document's source URI for a chunk
 * @param before the passages that stand just before it, the nearest last: written before it in the same namespace, or the chunks
 *     before it in its document
 * @param after those just after it, the nearest first
 */
public record Passage(
        PassageId id,
        Namespace namespace,
        String name,
        Optional<String> title,
        String text,
        boolean cut,
        int position,
        Instant date,
        int importance,
        List<String> tags,
        Attribution attribution,
        Optional<String> source,
        Revision version,
        List<PassageId> before,
        List<PassageId> after) {
    public Passage {
        tags = List.copyOf(tags);
        before = List.copyOf(before);
        after = List.copyOf(after);
    }

    /** The same with other neighbours. */
    Passage between(List<PassageId> earlier, List<PassageId> later) {
        return new Passage(
                id,
                namespace,
                name,
                title,
                text,
                cut,
                position,
                date,
                importance,
                tags,
                attribution,
                source,
                version,
                earlier,
                later);
    }
}
