package dev.holdfast.domain.recall;

import dev.holdfast.domain.shared.JsonDocument;
import java.time.Instant;
import java.util.Optional;

/**
 * What a law writes as a passage of whatever kind: a memory, or a document of one chunk.
 *
 * @param place a namespace for a memory, the last segment of a collection's for a document
 * @param name the key, or the external id
 * @param title words in a tag, or the title
 */
public record PassageDraft(
        String place,
        String name,
        String title,
        String text,
        JsonDocument metadata,
        Optional<String> source,
        Optional<Instant> validFrom,
        Optional<Instant> validTo) {
    /** Of whose name and title no law asks. */
    public static PassageDraft of(String name, String text) {
        return new PassageDraft(
                "notes",
                name,
                "untitled",
                text,
                JsonDocument.EMPTY,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    public PassageDraft in(String newPlace) {
        return new PassageDraft(newPlace, name, title, text, metadata, source, validFrom, validTo);
    }

    public PassageDraft titled(String newTitle) {
        return new PassageDraft(place, name, newTitle, text, metadata, source, validFrom, validTo);
    }

    public PassageDraft saying(String newText) {
        return new PassageDraft(place, name, title, newText, metadata, source, validFrom, validTo);
    }

    public PassageDraft with(JsonDocument newMetadata) {
        return new PassageDraft(place, name, title, text, newMetadata, source, validFrom, validTo);
    }

    public PassageDraft from(String newSource) {
        return new PassageDraft(place, name, title, text, metadata, Optional.of(newSource), validFrom, validTo);
    }

    public PassageDraft valid(Optional<Instant> since, Optional<Instant> until) {
        return new PassageDraft(place, name, title, text, metadata, source, since, until);
    }
}
