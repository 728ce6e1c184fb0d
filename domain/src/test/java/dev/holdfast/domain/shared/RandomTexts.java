package dev.holdfast.domain.shared;

import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/** Random texts of the characters that go wrong, the same in every run. */
public final class RandomTexts {
    private static final int RUNS = 2_000;
    private static final List<int[]> RANGES = List.of(
            new int[] {1, 0x7F},
            new int[] {'a', 'c'},
            new int[] {0x80, 0x7FF},
            new int[] {0xD700, 0xD7FF},
            new int[] {0xE000, 0xFFFF},
            new int[] {0x10000, 0x10FFFF});

    private final Random random;

    public RandomTexts(long seed) {
        this.random = new Random(seed);
    }

    /** Calls {@code law} with many pairs of texts, often with a beginning in common. */
    public void pairs(PairLaw law) {
        for (int run = 0; run < RUNS; run++) {
            String start = next(4);
            law.holds(start + next(3), start + next(3));
        }
    }

    /** Calls {@code law} with many texts. */
    public void each(Consumer<String> law) {
        for (int run = 0; run < RUNS; run++) {
            law.accept(next(12));
        }
    }

    /** A text of at most {@code max} characters, with whole characters only. */
    public String next(int max) {
        StringBuilder text = new StringBuilder();
        for (int length = random.nextInt(max + 1); length > 0; length--) {
            int[] range = RANGES.get(random.nextInt(RANGES.size()));
            text.appendCodePoint(random.nextInt(range[0], range[1] + 1));
        }
        return text.toString();
    }

    public int number(int bound) {
        return random.nextInt(bound);
    }

    @FunctionalInterface
    public interface PairLaw {
        void holds(String left, String right);
    }
}
