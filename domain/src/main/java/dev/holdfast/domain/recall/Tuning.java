package dev.holdfast.domain.recall;

import dev.holdfast.domain.embedding.EmbeddingModel;
import dev.holdfast.domain.shared.Violation;
import dev.holdfast.domain.shared.Violations;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Every parameter of a ranking. The defaults are pinned by tests and were chosen by the quality harness ({@code make eval}).
 *
 * @param candidates how many passages of each kind a store answers for the words, and at most are scored; 1 to 5,000
 * @param window how many of them are read and ranked again, and how many the vectors may add; 1 to 500
 * @param neighbours how far on either side of a passage its neighbours count; 0 to 5
 * @param characters how much of a passage's text is read for ranking, and given in an answer; 200 to 32,768
 * @param k1 how late BM25 is sated by repetitions of a term; 0 to 10
 * @param b how much BM25 discounts long passages; 0 to 1
 * @param titleBoost how many occurrences a term in title, key or tags counts for besides its own; 0 to 10
 * @param lexicalWeight of the words in the fusion; 0 to 10
 * @param vectorWeight of the vectors in the fusion, as far as they agree with the words; 0 to 10
 * @param fusionConstant the k of reciprocal rank fusion, weight / (k + rank): Cormack, Clarke and Büttcher, SIGIR 2009. They take 60
 *     for many arms alike; of two, the first ranks must count for more; 1 to 1,000
 * @param contextBefore how much of the score of the passage before is added to a passage's own; 0 to 1
 * @param contextAfter the same of the passage after it; 0 to 1
 * @param coverage how much more a passage counts that, with its neighbours, has all the words of the question; 0 to 10
 * @param speaker how much more a passage counts that is said by someone the question names; 0 to 10
 * @param proximity how much more one counts whose words stand together as in the question; 0 to 10
 * @param type how much more one counts that has what the question asks for: a time, a number, a name; 0 to 10
 * @param asking how much less one counts that only asks; 0 to 1
 * @param date how much more one counts that is of the time the question is about; 0 to 10
 * @param recency how much more one counts that is of now; 0 to 10
 * @param halfLife after which time {@code recency} is worth half; an hour to 100 years
 * @param importance how much more one of importance 10 counts than one of importance 1; 0 to 10
 * @param diversity how much likeness to better ones costs: 0 nothing, 1 everything
 */
public record Tuning(
        int candidates,
        int window,
        int neighbours,
        int characters,
        double k1,
        double b,
        double titleBoost,
        double lexicalWeight,
        double vectorWeight,
        int fusionConstant,
        double contextBefore,
        double contextAfter,
        double coverage,
        double speaker,
        double proximity,
        double type,
        double asking,
        double date,
        double recency,
        Duration halfLife,
        double importance,
        double diversity) {
    /** Characters that one question may read. */
    public static final int MAX_TEXT = 2_000_000;

    private static final Duration MIN_HALF_LIFE = Duration.ofHours(1);
    private static final Duration MAX_HALF_LIFE = Duration.ofDays(36_525);

    public static final Tuning DEFAULT = new Tuning(
            2000,
            60,
            2,
            2000,
            0.9,
            0.3,
            0.3,
            1.0,
            0.5,
            10,
            0.7,
            0.5,
            0.5,
            1.0,
            0.3,
            0.4,
            0.5,
            0.5,
            0.05,
            Duration.ofDays(30),
            0.1,
            0.3);

    /** @throws dev.holdfast.domain.shared.InvalidInput with a pointer to each parameter that is out of its bounds */
    public Tuning {
        Violations violations = new Violations();
        within(violations, "candidates", candidates, 1, 5000);
        within(violations, "window", window, 1, 500);
        within(violations, "neighbours", neighbours, 0, 5);
        within(violations, "characters", characters, 200, 32_768);
        within(violations, "k1", k1, 0, 10);
        within(violations, "b", b, 0, 1);
        within(violations, "title_boost", titleBoost, 0, 10);
        within(violations, "lexical_weight", lexicalWeight, 0, 10);
        within(violations, "vector_weight", vectorWeight, 0, 10);
        within(violations, "fusion_constant", fusionConstant, 1, 1000);
        within(violations, "context_before", contextBefore, 0, 1);
        within(violations, "context_after", contextAfter, 0, 1);
        within(violations, "coverage", coverage, 0, 10);
        within(violations, "speaker", speaker, 0, 10);
        within(violations, "proximity", proximity, 0, 10);
        within(violations, "type", type, 0, 10);
        within(violations, "asking", asking, 0, 1);
        within(violations, "date", date, 0, 10);
        within(violations, "recency", recency, 0, 10);
        violations.addIf(
                halfLife.compareTo(MIN_HALF_LIFE) < 0 || halfLife.compareTo(MAX_HALF_LIFE) > 0,
                "/half_life",
                "out_of_range",
                "half_life is an hour to 100 years");
        within(violations, "importance", importance, 0, 10);
        within(violations, "diversity", diversity, 0, 1);
        violations.throwIfAny();
    }

    /**
     * Whether a question reads more than {@value #MAX_TEXT} characters: a ranking takes more than ten times the memory of what it reads.
     *
     * @param limit how many answers are asked for; so many passages are read even when the window is smaller
     * @param pointer where this stands in the request
     */
    public Optional<Violation> checkText(String pointer, int limit) {
        return (long) Math.max(window, limit) * characters <= MAX_TEXT
                ? Optional.empty()
                : Optional.of(new Violation(
                        pointer + "/characters",
                        "too_much_text",
                        "window, or limit when that is more, times characters is at most " + MAX_TEXT));
    }

    /**
     * How far on either side the neighbours of what is in the window are to be named: those of its neighbours are wanted too. 0 to 10.
     */
    public int reach() {
        return 2 * neighbours;
    }

    /** The same with another window. */
    public Tuning withWindow(int size) {
        return with(size, vectorWeight);
    }

    /**
     * The same for vectors of the model of that name. Those of a lexical one ({@link EmbeddingModel#isLexical}) know less of a text than
     * its words do, and by default only add what the words did not find.
     */
    public Tuning forModel(String model) {
        boolean lexical = EmbeddingModel.isLexical(model) && vectorWeight == DEFAULT.vectorWeight;
        return lexical ? with(window, 0) : this;
    }

    private Tuning with(int newWindow, double newVectorWeight) {
        return new Tuning(
                candidates,
                newWindow,
                neighbours,
                characters,
                k1,
                b,
                titleBoost,
                lexicalWeight,
                newVectorWeight,
                fusionConstant,
                contextBefore,
                contextAfter,
                coverage,
                speaker,
                proximity,
                type,
                asking,
                date,
                recency,
                halfLife,
                importance,
                diversity);
    }

    /** How much a passage of that date counts more than an old one, at {@code now}: 1 plus up to {@link #recency}. */
    double recencyAt(Instant moment, Instant now) {
        double age = Math.max(0, Duration.between(moment, now).toSeconds());
        return 1 + recency * Math.pow(0.5, age / halfLife.toSeconds());
    }

    private static void within(Violations violations, String name, double value, double least, double most) {
        violations.addIf(
                !(value >= least && value <= most),
                "/" + name,
                "out_of_range",
                name + " is " + plain(least) + " to " + plain(most));
    }

    private static String plain(double bound) {
        return Long.toString((long) bound);
    }
}
