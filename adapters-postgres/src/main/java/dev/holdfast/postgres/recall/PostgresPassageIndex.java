package dev.holdfast.postgres.recall;

import dev.holdfast.domain.recall.Attribution;
import dev.holdfast.domain.recall.LexicalCandidates;
import dev.holdfast.domain.recall.LexicalQuery;
import dev.holdfast.domain.recall.Passage;
import dev.holdfast.domain.recall.PassageFilter;
import dev.holdfast.domain.recall.PassageId;
import dev.holdfast.domain.recall.PassageIndex;
import dev.holdfast.domain.recall.PassageKind;
import dev.holdfast.domain.recall.VectorMatch;
import dev.holdfast.domain.recall.VectorQuery;
import dev.holdfast.domain.recall.Words;
import dev.holdfast.domain.shared.Scope;
import dev.holdfast.postgres.support.SqlRunner;
import java.util.List;

/** Passages of one kind in PostgreSQL, whose functions find them; see {@code V7__search_candidates.sql}. */
public final class PostgresPassageIndex implements PassageIndex {
    private final PassageKind kind;
    private final SqlRunner runner;
    private final AllSketches sketches;

    /** @param known for the indexes of all kinds */
    public PostgresPassageIndex(PassageKind kind, SqlRunner runner, KnownSketches known) {
        this.kind = kind;
        this.runner = runner.reading(LexicalCandidates.class, PassageRows::candidates)
                .reading(Passage.class, PassageRows::passage)
                .reading(ByIndex.class, ByIndex::read)
                .reading(Compared.class, Compared::read)
                .reading(Sketched.class, Sketched::read)
                .with(PassageMapper.class)
                .with(NearestMapper.class);
        this.sketches = new AllSketches(this.runner, known);
    }

    @Override
    public PassageKind kind() {
        return kind;
    }

    @Override
    public LexicalCandidates lexical(Scope scope, LexicalQuery query, PassageFilter filter, int most) {
        String document = FilterDocument.of(filter);
        List<String> prefixes = query.prefixes().stream()
                .flatMap(prefix -> Words.in(prefix).stream())
                .distinct()
                .toList();
        String related = String.join(" ", query.related());
        return runner.read(
                scope,
                "recall.lexical",
                (session, entry) -> session.getMapper(PassageMapper.class)
                        .lexical(entry, kind, query.text(), query.phrases(), prefixes, related, document, most));
    }

    @Override
    public List<VectorMatch> nearest(Scope scope, VectorQuery query, PassageFilter filter, int most) {
        return new Nearest(runner, sketches, kind, scope, query, filter, most).find();
    }

    @Override
    public List<Passage> load(Scope scope, List<PassageId> ids, PassageFilter filter, int neighbours, int characters) {
        if (ids.isEmpty()) {
            return List.of();
        }
        String document = FilterDocument.of(filter);
        return runner.read(
                scope,
                "recall.load",
                (session, entry) -> session.getMapper(PassageMapper.class)
                        .load(
                                entry,
                                kind,
                                ids.stream().map(PassageId::value).toList(),
                                document,
                                neighbours,
                                characters,
                                Attribution.NAMES,
                                Attribution.MAX_LENGTH));
    }
}
