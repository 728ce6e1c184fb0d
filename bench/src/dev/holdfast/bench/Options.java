package dev.holdfast.bench;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * What is asked of one run.
 *
 * @param root the checkout
 * @param seconds of each measurement at many connections; at one connection it is half of that
 */
record Options(Path root, int rows, int rounds, int seconds, int warmUpSeconds, int connections) {
    static final String HELP =
            """
            usage: bench/run [--short] [--rounds N] [--seconds N] [--rows N] [--connections N]
              --rounds       how often everything is measured (5)
              --seconds      how long each measurement takes (8)
              --rows         memories in the database (100000)
              --connections  of the busy case (64)
              --short        2 rounds of 3 seconds over 20,000 memories: to see that it works, not to quote
            """;

    static Options of(List<String> arguments) {
        Deque<String> rest = new ArrayDeque<>(arguments);
        Options options = new Options(Path.of(rest.pop()), 100_000, 5, 8, 10, 64);
        while (!rest.isEmpty()) {
            String name = rest.pop();
            options = switch (name) {
                case "--short" -> new Options(options.root, 20_000, 2, 3, 4, options.connections);
                case "--rounds" -> new Options(
                        options.root, options.rows, number(rest, 1, 100), options.seconds, options.warmUpSeconds,
                        options.connections);
                case "--seconds" -> new Options(
                        options.root, options.rows, options.rounds, number(rest, 2, 600), options.warmUpSeconds,
                        options.connections);
                case "--rows" -> new Options(
                        options.root, number(rest, 1_000, 8_000_000), options.rounds, options.seconds,
                        options.warmUpSeconds, options.connections);
                case "--connections" -> new Options(
                        options.root, options.rows, options.rounds, options.seconds, options.warmUpSeconds,
                        number(rest, 2, 64));
                default -> throw new BenchException("unknown option " + name + "\n" + HELP);
            };
        }
        return options;
    }

    private static int number(Deque<String> rest, int least, int most) {
        String text = rest.isEmpty() ? "" : rest.pop();
        if (!text.matches("[0-9]{1,7}") || Integer.parseInt(text) < least || Integer.parseInt(text) > most) {
            throw new BenchException("expected a number from " + least + " to " + most + ", not '" + text + "'");
        }
        return Integer.parseInt(text);
    }

    Path bench() {
        return root.resolve("bench");
    }

    Path target() {
        return bench().resolve("target");
    }

    int seconds(int clients) {
        return clients == 1 ? Math.max(2, seconds / 2) : seconds;
    }
}
