package dev.holdfast.domain.knowledge;

import dev.holdfast.domain.Fresh;
import dev.holdfast.domain.shared.JsonDocument;
import java.util.Optional;

/** Builds collections to be written: {@code aCollection().named("x").build()}. Immutable, as {@link Documents}. */
public record Collections(CollectionDraft build) {
    public static Collections aCollection() {
        return new Collections(CollectionDraft.of(new CollectionName("handbook")));
    }

    /** The draft with fresh ids around it, as a repository wants it. */
    public CollectionWrite write() {
        return new CollectionWrite(Fresh.collectionId(), Fresh.auditEntryId(), build);
    }

    public CollectionName name() {
        return build.name();
    }

    public Collections named(String name) {
        return new Collections(new CollectionDraft(
                new CollectionName(name),
                build.description(),
                build.language(),
                build.profile(),
                build.embeddingModel(),
                build.metadata()));
    }

    public Collections described(String description) {
        return new Collections(new CollectionDraft(
                build.name(),
                Optional.of(description),
                build.language(),
                build.profile(),
                build.embeddingModel(),
                build.metadata()));
    }

    public Collections in(Language language) {
        return new Collections(new CollectionDraft(
                build.name(),
                build.description(),
                language,
                build.profile(),
                build.embeddingModel(),
                build.metadata()));
    }

    public Collections of(Profile profile) {
        return new Collections(new CollectionDraft(
                build.name(),
                build.description(),
                build.language(),
                profile,
                build.embeddingModel(),
                build.metadata()));
    }

    public Collections embeddedBy(String model) {
        return new Collections(new CollectionDraft(
                build.name(),
                build.description(),
                build.language(),
                build.profile(),
                Optional.of(model),
                build.metadata()));
    }

    public Collections withMetadata(JsonDocument metadata) {
        return new Collections(new CollectionDraft(
                build.name(),
                build.description(),
                build.language(),
                build.profile(),
                build.embeddingModel(),
                metadata));
    }
}
