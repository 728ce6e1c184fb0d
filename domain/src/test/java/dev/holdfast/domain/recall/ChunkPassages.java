package dev.holdfast.domain.recall;

import static dev.holdfast.domain.knowledge.Collections.aCollection;
import static dev.holdfast.domain.knowledge.Documents.chunk;

import dev.holdfast.domain.TestTenant;
import dev.holdfast.domain.knowledge.Documents;
import dev.holdfast.domain.knowledge.KnowledgeStage;
import java.util.List;
import java.util.Optional;

/** Documents of one chunk as the passages that laws write. */
record ChunkPassages(KnowledgeStage knowledge, PassageIndex index) implements PassageStage {
    @Override
    public TestTenant tenant() {
        return knowledge.tenant();
    }

    /** Writes the document, and its collection if there is none yet. */
    List<PassageId> write(Documents document) {
        if (knowledge.find(aCollection().named(document.collection())).isEmpty()) {
            knowledge.put(aCollection().named(document.collection()));
        }
        knowledge.put(document);
        return knowledge.chunks(document).stream()
                .map(written -> new PassageId(PassageKind.CHUNK, written.id().value()))
                .toList();
    }

    @Override
    public PassageId write(PassageDraft draft) {
        return write(document(draft)).getFirst();
    }

    @Override
    public void remove(PassageDraft draft) {
        knowledge.delete(document(draft), Optional.empty());
    }

    private static Documents document(PassageDraft draft) {
        return new Documents(
                draft.place(),
                draft.name(),
                Optional.of(draft.title()),
                draft.source(),
                draft.metadata(),
                draft.validFrom(),
                draft.validTo(),
                List.of(chunk(draft.text())));
    }

    @Override
    public String namespaceOf(String place) {
        return "collections/" + place;
    }

    @Override
    public PassageStage neighbour() {
        return new ChunkPassages(knowledge.neighbour(), index);
    }
}
