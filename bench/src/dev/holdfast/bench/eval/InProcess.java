package dev.holdfast.bench.eval;

import dev.holdfast.domain.recall.Attribution;
import dev.holdfast.domain.recall.EnglishStem;
import dev.holdfast.domain.recall.Explanation;
import dev.holdfast.domain.recall.Findings;
import dev.holdfast.domain.recall.LexicalCandidates;
import dev.holdfast.domain.recall.Passage;
import dev.holdfast.domain.recall.PassageId;
import dev.holdfast.domain.recall.PassageKind;
import dev.holdfast.domain.recall.Question;
import dev.holdfast.domain.recall.Ranked;
import dev.holdfast.domain.recall.Ranker;
import dev.holdfast.domain.recall.Tuning;
import dev.holdfast.domain.recall.VectorMatch;
import dev.holdfast.domain.recall.Window;
import dev.holdfast.domain.shared.Namespace;
import dev.holdfast.domain.shared.Revision;
import dev.holdfast.ports.embedding.Embedder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The domain's ranking over lists instead of a store, with the words PostgreSQL makes of the texts: what a server should answer, in
 * a second instead of a minute.
 */
final class InProcess implements Contender {
    static final String WORDS = "ranking in process, ";
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final JudgedSet set;
    private final Form form;
    private final Lexemes lexemes;
    private final Tuning tuning;
    private final PassageKind kind;
    private final Optional<Vectors> vectors;
    private final List<List<String>> words = new ArrayList<>();
    private final List<Set<String>> titles = new ArrayList<>();
    private final Map<String, Integer> documentFrequency = new HashMap<>();
    private final double averageLength;

    InProcess(JudgedSet set, Form form, Lexemes lexemes, Tuning tuning) {
        this(set, form, lexemes, tuning, Optional.empty());
    }

    /** @param embedder makes vectors of texts, for the second way of finding */
    InProcess(JudgedSet set, Form form, Lexemes lexemes, Tuning tuning, Optional<Embedder> embedder) {
        this.vectors = embedder.map(
                some -> Vectors.of(some, set.passages().stream().map(form::text).toList()));
        this.set = set;
        this.form = form;
        this.lexemes = lexemes;
        this.tuning = embedder.map(embeds -> tuning.forModel(embeds.model().name())).orElse(tuning);
        this.kind = form.ofChunks() ? PassageKind.CHUNK : PassageKind.MEMORY;
        for (JudgedSet.Passage passage : set.passages()) {
            List<String> all = new ArrayList<>(lexemes.of(form.text(passage)));
            List<String> title = form.ofChunks()
                    ? form.heading(passage).map(lexemes::of).orElse(List.of())
                    : lexemes.of(passage.key());
            all.addAll(title);
            words.add(all);
            titles.add(new HashSet<>(title));
            new HashSet<>(all).forEach(word -> documentFrequency.merge(word, 1, Integer::sum));
        }
        averageLength = words.stream().mapToInt(List::size).average().orElse(1);
    }

    /** How it is called with vectors of that embedder. */
    static String vectors(Embedder embedder) {
        return "with " + embedder.model().name() + " vectors, ";
    }

    @Override
    public String name() {
        return vectors.map(some -> vectors(some.embedder())).orElse(WORDS) + form.title();
    }

    @Override
    public List<String> answer(String text, int limit) {
        return rank(text, limit).stream().map(ranked -> key(ranked.passage().id())).toList();
    }

    /** Each with why it stands where it does. */
    List<String> explain(String text, int limit) {
        return rank(text, limit).stream()
                .map(ranked -> "%s %.3f %s | %s".formatted(
                        key(ranked.passage().id()),
                        ranked.score(),
                        ranked.passage().text(),
                        reasons(ranked.explanation())))
                .toList();
    }

    private static String reasons(Explanation explanation) {
        StringBuilder reasons = new StringBuilder();
        explanation.arms().forEach(arm -> reasons.append("%s %.2f ".formatted(arm.name(), arm.score())));
        explanation.terms().forEach(term -> reasons.append("%s %.2f ".formatted(term.term(), term.score())));
        explanation.boosts().forEach(boost -> reasons.append("%s=%.2f ".formatted(boost.name(), boost.value())));
        return reasons.toString();
    }

    private List<Ranked> rank(String text, int limit) {
        Question question = Question.of(text, NOW);
        Ranker ranker = new Ranker(tuning);
        Window window = ranker.window(question, List.of(new Findings(kind, lexical(text, question), nearest(text))));
        List<Passage> loaded = new ArrayList<>(window.ids(kind).stream().map(this::passage).toList());
        ranker.beside(question, window, loaded).forEach(id -> loaded.add(passage(id)));
        return ranker.rank(question, window, loaded, NOW, limit).best();
    }

    private List<VectorMatch> nearest(String text) {
        return vectors.map(all -> all.nearest(text, tuning.window()).stream()
                        .map(near -> new VectorMatch(id(near.index()), near.cosine()))
                        .toList())
                .orElse(List.of());
    }

    private LexicalCandidates lexical(String text, Question question) {
        Set<String> distinct = new LinkedHashSet<>(lexemes.of(text));
        question.words().related().forEach(word -> distinct.add(EnglishStem.of(word)));
        List<String> terms = List.copyOf(distinct);
        List<LexicalCandidates.Candidate> found = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            List<String> own = words.get(i);
            List<Integer> frequencies =
                    terms.stream().map(term -> Collections.frequency(own, term)).toList();
            if (frequencies.stream().anyMatch(frequency -> frequency > 0)) {
                Set<String> title = titles.get(i);
                List<Boolean> inTitle = terms.stream().map(title::contains).toList();
                found.add(new LexicalCandidates.Candidate(id(i), own.size(), frequencies, inTitle, 0));
            }
        }
        return new LexicalCandidates(
                terms,
                words.size(),
                averageLength,
                terms.stream().map(term -> (long) documentFrequency.getOrDefault(term, 0)).toList(),
                found,
                false);
    }

    private PassageId id(int index) {
        return new PassageId(kind, new UUID(0x7000, index));
    }

    private static int index(PassageId id) {
        return (int) id.value().getLeastSignificantBits();
    }

    private String key(PassageId id) {
        return set.passages().get(index(id)).key();
    }

    private Passage passage(PassageId id) {
        int index = index(id);
        JudgedSet.Passage passage = set.passages().get(index);
        boolean chunk = form.ofChunks();
        boolean alone = form == Form.PAPERS;
        List<PassageId> before = new ArrayList<>();
        List<PassageId> after = new ArrayList<>();
        for (int i = 1; i <= tuning.neighbours() && !alone; i++) {
            if (index - i >= 0) {
                before.add(0, id(index - i));
            }
            if (index + i < words.size()) {
                after.add(id(index + i));
            }
        }
        return new Passage(
                id,
                new Namespace(chunk ? "collections/" + set.corpus() : "chats/" + set.corpus()),
                chunk ? set.corpus() : passage.key(),
                alone ? form.heading(passage) : chunk ? Optional.of("Transcript") : Optional.empty(),
                form.text(passage),
                false,
                form == Form.DOCUMENT ? index : 0,
                passage.date().orElse(NOW),
                1,
                List.of(),
                form.speaker(passage)
                        .map(speaker -> new Attribution(Map.of("speaker", speaker)))
                        .orElse(Attribution.NONE),
                Optional.empty(),
                Revision.FIRST,
                before,
                after);
    }
}
