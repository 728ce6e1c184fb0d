package dev.holdfast.domain.recall;

import dev.holdfast.domain.TestTenant;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** A tenant of its own, the index under test, and a way to write what it finds; for one law. Every write moves the clock on. */
public interface PassageStage {
    TestTenant tenant();

    PassageIndex index();

    /** Writes the passage at the draft's place and name, in the stead of one that is there. */
    PassageId write(PassageDraft draft);

    /** Deletes what was written there. */
    void remove(PassageDraft draft);

    /** The namespace of what is written at that place. */
    String namespaceOf(String place);

    /** The same index, another tenant under the same clock. */
    PassageStage neighbour();

    default Instant now() {
        return tenant().now();
    }

    default PassageId write(String name, String text) {
        return write(PassageDraft.of(name, text));
    }

    default PassageFilter everything() {
        return where(Condition.ALWAYS);
    }

    default PassageFilter where(Condition condition) {
        return new PassageFilter(List.of(), condition, Optional.empty(), now());
    }

    default LexicalCandidates ask(String text) {
        return ask(new LexicalQuery(text, List.of(), List.of()));
    }

    default LexicalCandidates ask(LexicalQuery query) {
        return ask(query, everything());
    }

    default LexicalCandidates ask(LexicalQuery query, PassageFilter filter) {
        return index().lexical(tenant().scope(), query, filter, 100);
    }

    /** The ids of what the words find. */
    default List<PassageId> found(String text) {
        return ids(ask(text));
    }

    static List<PassageId> ids(LexicalCandidates candidates) {
        return candidates.found().stream().map(LexicalCandidates.Candidate::id).toList();
    }

    default List<Passage> load(Collection<PassageId> ids, PassageFilter filter, int neighbours) {
        return index().load(tenant().scope(), List.copyOf(ids), filter, neighbours, 2000);
    }

    default Passage load(PassageId id, int neighbours) {
        return load(List.of(id), everything(), neighbours).getFirst();
    }

    /** The ids that pass the condition, of those given. */
    default List<PassageId> passing(Collection<PassageId> ids, Condition condition) {
        return load(ids, where(condition), 0).stream().map(Passage::id).toList();
    }
}
