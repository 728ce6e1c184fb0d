package dev.holdfast.domain.recall;

import dev.holdfast.bench.micro.Samples;
import dev.holdfast.domain.shared.JsonDocument;
import dev.holdfast.domain.shared.Namespace;
import dev.holdfast.domain.shared.Revision;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Ranking of a hundred candidates by words, and as many by vectors; here, because the pieces are nobody else's. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class Ranks {
    private static final int CANDIDATES = 100;
    private static final int PASSAGES = 100_000;
    private static final List<String> TERMS = List.of("harbour", "ledger", "quartz");

    private final Question question = Question.of("harbour ledger quartz", Samples.NOW);
    private final LexicalCandidates lexical = new LexicalCandidates(
            TERMS, PASSAGES, 60, List.of(1_800L, 2_100L, 900L), IntStream.range(0, CANDIDATES).mapToObj(Ranks::candidate).toList(), false);
    private final List<Passage> passages = IntStream.range(0, 2 * CANDIDATES).mapToObj(Ranks::passage).toList();
    private final Ranker ranker = new Ranker(Tuning.DEFAULT);
    private final Window byWords = ranker.window(question, List.of(new Findings(PassageKind.MEMORY, lexical, List.of())));
    private final Window byBoth = ranker.window(
            question,
            List.of(new Findings(
                    PassageKind.MEMORY,
                    lexical,
                    IntStream.range(CANDIDATES / 2, CANDIDATES * 3 / 2).mapToObj(Ranks::match).toList())));

    @Benchmark
    public double bm25Of100() {
        Bm25 bm25 = new Bm25(question, lexical, Tuning.DEFAULT);
        double sum = 0;
        for (LexicalCandidates.Candidate candidate : lexical.found()) {
            sum += Window.sum(bm25.scores(candidate));
        }
        return sum;
    }

    @Benchmark
    public List<Fusion.Fused> fusionOf100And100() {
        Fusion fusion = new Fusion(Tuning.DEFAULT, byBoth, Samples.NOW);
        for (int i = 0; i < passages.size(); i++) {
            fusion.add(
                    Reading.of(passages.get(i)),
                    new LexicalArm.Result(i < CANDIDATES ? CANDIDATES - i : 0, List.of(), List.of()));
        }
        return fusion.fused();
    }

    @Benchmark
    public Ranking rankingByWords() {
        return ranker.rank(question, byWords, passages.subList(0, CANDIDATES), Samples.NOW, 10);
    }

    @Benchmark
    public Ranking rankingByBoth() {
        return ranker.rank(question, byBoth, passages, Samples.NOW, 10);
    }

    private static PassageId id(int number) {
        return new PassageId(PassageKind.MEMORY, new UUID(0x7000L, 0x8000_0000_0000_0000L + number));
    }

    private static LexicalCandidates.Candidate candidate(int i) {
        return new LexicalCandidates.Candidate(
                id(i), 50 + i % 30, List.of(1 + i % 3, i % 2, i % 5 == 0 ? 1 : 0), List.of(false, false, false), 0);
    }

    private static VectorMatch match(int i) {
        return new VectorMatch(id(i), 1 - i / 1_000.0);
    }

    private static Passage passage(int i) {
        return new Passage(
                id(i),
                new Namespace("bench/notes"),
                "k" + i,
                Optional.empty(),
                Samples.text(i, 60),
                false,
                0,
                Samples.NOW,
                5,
                List.of("bench"),
                Attribution.of(JsonDocument.EMPTY),
                Optional.empty(),
                Revision.FIRST,
                List.of(),
                List.of());
    }
}
