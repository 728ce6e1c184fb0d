package dev.holdfast.domain.recall;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Scores passages by the question's words, by those of their neighbours, and by what else their text tells. */
final class LexicalArm {
    /** Of the weight of neighbours, what is left where nobody speaks: what is written next is often about something else. */
    private static final double MONOLOGUE = 0.3;

    /** How much more the passage before counts when it ends with a question: this one is the reply. */
    private static final double REPLY = 1.5;

    /** What is left of the weight of a neighbour's term that the passage has itself: it tells nothing more of what it is about. */
    private static final double REPEATED = 0.4;

    /** Terms of a neighbour, stop words left out, beyond which its share shrinks: a long one has many words by chance. */
    private static final double BRIEF = 10;

    private final Question question;
    private final Window window;
    private final Tuning tuning;
    private final Proximity proximity;
    private final Set<String> speakerStems = new HashSet<>();
    private final Set<String> known = new HashSet<>();
    private final Map<PassageId, Reading> readings = new HashMap<>();
    private final Map<PassageId, double[]> own = new HashMap<>();

    /** @param texts everything that was loaded */
    LexicalArm(Question question, Window window, List<Reading> texts, Tuning tuning) {
        this.question = question;
        this.window = window;
        this.tuning = tuning;
        this.proximity = new Proximity(question.content());
        known.addAll(question.mentioned());
        for (Reading text : texts) {
            readings.put(text.passage().id(), text);
            text.utterance().speaker().ifPresent(speaker -> {
                known.addAll(speaker.words());
                if (tuning.speaker() > 0 && question.names(speaker)) {
                    speaker.words().forEach(word -> speakerStems.add(EnglishStem.of(word)));
                }
            });
        }
    }

    record Result(double score, List<Explanation.Term> terms, List<Explanation.Boost> boosts) {}

    Result score(Reading reading) {
        Passage passage = reading.passage();
        Optional<LexicalCandidates.Candidate> candidate = window.candidate(passage.id());
        double[] own = own(passage.id());
        double[] around = around(reading, own);
        double base = Window.sum(own)
                + candidate.map(LexicalCandidates.Candidate::similarity).orElse(0.0);
        double neighbours = Window.sum(around);
        double score = base + neighbours;
        List<Explanation.Boost> boosts = new ArrayList<>();
        if (neighbours > 0) {
            boosts.add(new Explanation.Boost("neighbours", neighbours));
        }
        if (score > 0) {
            score *= factor(
                    boosts,
                    "coverage",
                    tuning.coverage() * coverage(passage.id().kind(), own, around));
            score *= factor(boosts, "speaker", tuning.speaker() * (spokenByNamed(reading) ? 1 : 0));
            score *= factor(boosts, "proximity", tuning.proximity() * proximity.of(reading.words()));
            score *= factor(boosts, "type", tuning.type() * answers(reading));
            score *= factor(boosts, "asking", -tuning.asking() * (reading.onlyAsks() ? 1 : 0));
            score *= factor(boosts, "date", tuning.date() * closeness(reading));
        }
        List<Explanation.Term> terms = candidate
                .flatMap(found -> window.model(passage.id().kind()).map(model -> model.explain(found, own)))
                .orElse(List.of());
        return new Result(score, terms, boosts);
    }

    /** What a passage next to others would score by them alone, and its own words. */
    double estimate(PassageId id, double around) {
        return Window.sum(own(id)) + around;
    }

    /** What each term adds; names of speakers do not, because whose words they are tells more than who is addressed. */
    double[] own(PassageId id) {
        return own.computeIfAbsent(id, this::scores);
    }

    private double[] scores(PassageId id) {
        Optional<Bm25> model = window.model(id.kind());
        Optional<LexicalCandidates.Candidate> candidate = window.candidate(id);
        if (model.isEmpty() || candidate.isEmpty()) {
            return new double[0];
        }
        double[] scores = model.get().scores(candidate.get());
        for (int i = 0; i < scores.length; i++) {
            if (speakerStems.contains(model.get().terms().get(i))) {
                scores[i] = 0;
            }
        }
        return scores;
    }

    /** What the passages beside it add for each term; each further one half as much as the one before. */
    private double[] around(Reading reading, double[] own) {
        Passage passage = reading.passage();
        double[] sum = new double
                [window.model(passage.id().kind())
                        .map(model -> model.terms().size())
                        .orElse(0)];
        double share = reading.utterance().speaker().isPresent() ? 1 : MONOLOGUE;
        double weight = tuning.contextBefore() * share * (followsAQuestion(reading) ? REPLY : 1);
        for (PassageId id : passage.before().reversed()) {
            add(sum, own(id), weight * brevity(id));
            weight /= 2;
        }
        weight = tuning.contextAfter() * share;
        for (PassageId id : passage.after()) {
            add(sum, own(id), weight * brevity(id));
            weight /= 2;
        }
        for (int i = 0; i < own.length; i++) {
            sum[i] *= own[i] > 0 ? REPEATED : 1;
        }
        return sum;
    }

    private double brevity(PassageId id) {
        return window.candidate(id)
                .map(neighbour -> Math.min(1, BRIEF / Math.max(1, neighbour.length())))
                .orElse(1.0);
    }

    private boolean followsAQuestion(Reading reading) {
        List<PassageId> before = reading.passage().before();
        if (before.isEmpty()) {
            return false;
        }
        return Optional.ofNullable(readings.get(before.getLast()))
                .filter(Reading::endsAsking)
                .isPresent();
    }

    private static void add(double[] sum, double[] scores, double weight) {
        for (int i = 0; i < scores.length; i++) {
            sum[i] += weight * scores[i];
        }
    }

    /** The share of the question's weight that the passage and its neighbours have, 0 to 1. */
    private double coverage(PassageKind kind, double[] own, double[] around) {
        Optional<Bm25> model = window.model(kind);
        if (model.isEmpty()) {
            return 0;
        }
        Bm25 bm25 = model.get();
        double[] shares = new double[around.length];
        for (int i = 0; i < around.length; i++) {
            double share = i < own.length && own[i] > 0 ? 1 : around[i] > 0 ? 0.5 : 0;
            shares[bm25.leader(i)] = Math.max(shares[bm25.leader(i)], share);
        }
        double had = 0;
        double all = 0;
        for (int i = 0; i < around.length; i++) {
            if (bm25.leader(i) == i && !speakerStems.contains(bm25.terms().get(i))) {
                all += bm25.idf(i);
                had += bm25.idf(i) * shares[i];
            }
        }
        return all > 0 ? had / all : 0;
    }

    private boolean spokenByNamed(Reading reading) {
        return reading.utterance().speaker().filter(question::names).isPresent();
    }

    private double answers(Reading reading) {
        double best = 0;
        for (Hint hint : question.hints()) {
            best = Math.max(best, hint.in(reading.said(), reading.words(), known));
        }
        return best;
    }

    private double closeness(Reading reading) {
        double best = 0;
        for (TimeSpan span : question.times()) {
            best = Math.max(best, span.closeness(reading.utterance().day()));
        }
        return best;
    }

    private static double factor(List<Explanation.Boost> boosts, String name, double more) {
        if (more != 0) {
            boosts.add(new Explanation.Boost(name, 1 + more));
        }
        return 1 + more;
    }
}
