package dev.holdfast.bench.eval;

import java.util.List;

/** What was answered instead. */
final class Failures {
    private static final int SHOWN = 3;
    private static final int DEEPEST = 100;

    private Failures() {}

    static void print(JudgedSet set, InProcess contender) {
        for (JudgedSet.Question question : set.questions()) {
            List<String> ranking = contender.answer(question.text(), DEEPEST);
            for (String key : question.relevant()) {
                int place = ranking.indexOf(key);
                if (place < 0 || place >= Metrics.DEPTH) {
                    System.out.println("\n" + question.id() + " [" + question.kind() + "] " + question.text());
                    set.passages().stream()
                            .filter(passage -> passage.key().equals(key))
                            .forEach(passage -> System.out.println("  wanted " + key + " " + passage.line() + " at "
                                    + (place < 0 ? "none of the first " + DEEPEST : place + 1)));
                    List<String> reasons = contender.explain(question.text(), DEEPEST);
                    reasons.stream().limit(SHOWN).forEach(line -> System.out.println("    " + line));
                    if (place >= 0) {
                        System.out.println("    ... " + reasons.get(place));
                    }
                }
            }
        }
    }
}
