package dev.holdfast.ports.recall;

import dev.holdfast.domain.recall.Findings;
import dev.holdfast.domain.recall.LexicalCandidates;
import dev.holdfast.domain.recall.LexicalQuery;
import dev.holdfast.domain.recall.Passage;
import dev.holdfast.domain.recall.PassageFilter;
import dev.holdfast.domain.recall.PassageId;
import dev.holdfast.domain.recall.PassageIndex;
import dev.holdfast.domain.recall.PassageKind;
import dev.holdfast.domain.recall.Question;
import dev.holdfast.domain.recall.Ranker;
import dev.holdfast.domain.recall.Ranking;
import dev.holdfast.domain.recall.Tuning;
import dev.holdfast.domain.recall.VectorMatch;
import dev.holdfast.domain.recall.VectorQuery;
import dev.holdfast.domain.recall.Window;
import dev.holdfast.domain.shared.Scope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One question put to some indexes, ranked as one: the steps that {@link Ranker} describes. Costs a call of each index for the
 * words, one for the vector when there is one, and one to read the best.
 */
final class Search {
    /** An index and what of it is asked. */
    record Source(PassageIndex index, PassageFilter filter) {}

    private final Scope scope;
    private final List<Source> sources;
    private final Tuning tuning;

    Search(Scope scope, List<Source> sources, Tuning tuning) {
        this.scope = scope;
        this.sources = sources;
        this.tuning = tuning;
    }

    /** @param now by which recency and words such as "yesterday" are understood */
    Ranking rank(String text, Optional<VectorQuery> vector, Instant now, int limit) {
        if (sources.isEmpty()) {
            return new Ranking(List.of(), List.of());
        }
        Question question = Question.of(text, now);
        List<Findings> findings = find(question.words(), vector);
        boolean demanding = !question.words().phrases().isEmpty()
                || !question.words().prefixes().isEmpty();
        if (demanding
                && findings.stream().allMatch(found -> found.lexical().found().isEmpty())) {
            findings = relax(findings, question.relaxed());
        }
        Ranker ranker =
                new Ranker(vector.map(query -> tuning.forModel(query.model())).orElse(tuning));
        Window window = ranker.window(question, findings);
        List<Passage> loaded = load(window);
        List<PassageId> beside = ranker.beside(question, window, loaded);
        if (!beside.isEmpty()) {
            List<Passage> more = new ArrayList<>(loaded);
            for (Source source : sources) {
                more.addAll(load(source, ofKind(beside, source.index().kind()), 0));
            }
            loaded = more;
        }
        return ranker.rank(question, window, loaded, now, limit);
    }

    private List<Findings> find(LexicalQuery words, Optional<VectorQuery> vector) {
        return sources.stream()
                .map(source -> {
                    LexicalCandidates lexical =
                            source.index().lexical(scope, words, source.filter(), tuning.candidates());
                    List<VectorMatch> nearest = vector.filter(query -> hasAny(source, lexical))
                            .map(query -> source.index().nearest(scope, query, source.filter(), tuning.window()))
                            .orElse(List.of());
                    return new Findings(source.index().kind(), lexical, nearest);
                })
                .toList();
    }

    /** Most tenants have one kind only. Of the past the number tells nothing. */
    private static boolean hasAny(Source source, LexicalCandidates lexical) {
        return lexical.passages() > 0 || source.filter().asOf().isPresent();
    }

    private List<Findings> relax(List<Findings> strict, LexicalQuery words) {
        List<Findings> relaxed = new ArrayList<>(strict.size());
        for (int i = 0; i < strict.size(); i++) {
            Source source = sources.get(i);
            relaxed.add(new Findings(
                    source.index().kind(),
                    source.index().lexical(scope, words, source.filter(), tuning.candidates()),
                    strict.get(i).nearest()));
        }
        return relaxed;
    }

    private List<Passage> load(Window window) {
        return sources.stream()
                .flatMap(source -> load(source, window.ids(source.index().kind()), tuning.reach()).stream())
                .toList();
    }

    private List<Passage> load(Source source, List<PassageId> ids, int neighbours) {
        return ids.isEmpty()
                ? List.of()
                : source.index().load(scope, ids, source.filter(), neighbours, tuning.characters());
    }

    private static List<PassageId> ofKind(List<PassageId> ids, PassageKind kind) {
        return ids.stream().filter(id -> id.kind() == kind).toList();
    }
}
