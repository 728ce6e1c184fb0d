package dev.holdfast.bench;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is asked of one run.
 *
 * @param root the checkout
 * @param isShort whether it is to see that it works, and what takes long is left out
 * @param seconds of each measurement at many connections; at one connection it is half of that, and two at least if there are as many
 * @param connections at which the core operations are measured; the others at {@link #BUSY}, and at 1 unless the run is short
 * @param repeats of a round that other work disturbed
 * @param growth whether what is loaded for itself is measured too: ingest, and the growth to a million memories
 * @param only the kinds of operations that are measured, and nothing besides; all when there are none
 */
record Options(
        Path root,
        boolean isShort,
        int rows,
        int rounds,
        int seconds,
        int warmUpSeconds,
        List<Integer> connections,
        int repeats,
        boolean peers,
        boolean installedPostgres,
        boolean growth,
        List<String> only) {
    /** Connections of the busy case. */
    static final int BUSY = 64;

    static final String HELP =
            """
            usage: bench/run [--short] [--rounds N] [--seconds N] [--rows N] [--repeats N] [--no-peers] [--no-growth]
                             [--postgres embedded|debian] [--only KIND,KIND,...]
              --short     one round of a second over 20,000 memories, five minutes: to see that it works, not to quote
              --rounds    how often everything is measured (3)
              --seconds   how long each measurement takes (3)
              --rows      memories in the database (100000)
              --repeats   how often a round is measured again that other work on the machine disturbed (2)
              --no-peers  without the servers of other make, which Maven and npm fetch
              --no-growth without ingest, and without the growth to 1,000,000 memories (so is a short run)
              --only      these operations and nothing besides: read, upsert, upsert_once, upsert_new, list, search, recall, hybrid, mcp, audit
              --postgres  the one that Holdfast brings, or the one that Debian has installed (debian where there is one, else embedded)

            The full run takes half an hour, and half of that with --no-growth. It adds more connections, the growth to 1,000,000 memories and longer overload.
            """;

    static Options of(List<String> arguments) {
        Deque<String> rest = new ArrayDeque<>(arguments);
        Path root = Path.of(rest.pop());
        boolean isShort = rest.contains("--short");
        Options options = isShort
                ? new Options(root, true, 20_000, 1, 1, 5, List.of(BUSY, 1), 0, true, debian(), false, List.of())
                : new Options(root, false, 100_000, 3, 3, 8, List.of(128, BUSY, 32, 8, 1), 2, true, debian(), true, List.of());
        while (!rest.isEmpty()) {
            String name = rest.pop();
            options = switch (name) {
                case "--short" -> options;
                case "--rounds" -> options.with(options.rows, number(rest, 1, 100), options.seconds, options.repeats);
                case "--seconds" -> options.with(options.rows, options.rounds, number(rest, 1, 600), options.repeats);
                case "--rows" -> options.with(number(rest, 1_000, 8_000_000), options.rounds, options.seconds, options.repeats);
                case "--repeats" -> options.with(options.rows, options.rounds, options.seconds, number(rest, 0, 10));
                case "--no-peers" -> options.with(false, options.installedPostgres, options.growth, options.only);
                case "--no-growth" -> options.with(options.peers, options.installedPostgres, false, options.only);
                case "--postgres" -> options.with(options.peers, isDebian(rest), options.growth, options.only);
                case "--only" -> options.with(options.peers, options.installedPostgres, options.growth, kinds(rest));
                default -> throw new BenchException("unknown option " + name + "\n" + HELP);
            };
        }
        return options;
    }

    /** A short run for the gate: little, but often. */
    static Options gate(Path root) {
        return new Options(root, true, 10_000, 5, 2, 3, List.of(BUSY), 0, false, false, false, List.of());
    }

    private static boolean debian() {
        return InstalledPostgres.installed().isPresent();
    }

    private static boolean isDebian(Deque<String> rest) {
        String which = rest.isEmpty() ? "" : rest.pop();
        if (Stream.of("embedded", "debian").noneMatch(which::equals)) {
            throw new BenchException("--postgres is embedded or debian, not '" + which + "'");
        }
        return which.equals("debian");
    }

    private Options with(int ofRows, int ofRounds, int ofSeconds, int ofRepeats) {
        return new Options(
                root, isShort, ofRows, ofRounds, ofSeconds, warmUpSeconds, connections, ofRepeats, peers, installedPostgres, growth, only);
    }

    private Options with(boolean withPeers, boolean installed, boolean withGrowth, List<String> kinds) {
        return new Options(
                root, isShort, rows, rounds, seconds, warmUpSeconds, connections, repeats, withPeers, installed, withGrowth, kinds);
    }

    private static List<String> kinds(Deque<String> rest) {
        List<String> kinds = rest.isEmpty() ? List.of() : List.of(rest.pop().split(","));
        if (kinds.isEmpty()) {
            throw new BenchException("--only takes kinds of operations\n" + HELP);
        }
        return kinds;
    }

    boolean measures(String kind) {
        return only.isEmpty() || only.contains(kind);
    }

    /** Whether what is no operation is measured too. */
    boolean everything() {
        return only.isEmpty();
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
        return clients == 1 ? Math.max(Math.min(2, seconds), seconds / 2) : seconds;
    }
}
