package dev.holdfast.bench.ingest;

import dev.holdfast.bench.BenchException;
import dev.holdfast.bench.Holdfast;
import dev.holdfast.bench.Quantity;
import dev.holdfast.bench.Ratio;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How fast documents with chunks and vectors are taken over HTTP, against COPY of the same rows into the same tables: request by request
 * and COPY by COPY in turns, one connection each.
 */
public final class IngestBench {
    private static final String HELP =
            """
            usage: bench/ingest [--rounds N] [--requests N] [--documents N] [--numbers]
              --rounds     how often it is measured (5)
              --requests   of a round (10)
              --documents  of a request, each of 10 chunks (200)
              --numbers    vectors as JSON numbers, not base64
            """;

    private IngestBench() {}

    public static void main(String[] arguments) {
        List<String> options = List.of(arguments).subList(1, arguments.length);
        if (options.contains("--help")) {
            System.out.print(HELP);
            return;
        }
        int status = 0;
        try {
            run(Path.of(arguments[0]), options);
        } catch (BenchException failed) {
            System.err.println("bench: " + failed.getMessage());
            if (failed.getCause() != null) {
                System.err.println("  because of " + failed.getCause());
            }
            status = 1;
        }
        System.exit(status);
    }

    /** On a server of its own; tells how it goes, and ends with the median of the rounds' ratios, with the rates of that round. */
    public static Ratio run(Path root, List<String> options) {
        try (Holdfast holdfast = new Holdfast(root, root.resolve("bench/target/ingest"))) {
            holdfast.start();
            try (Copying copying = new Copying(holdfast)) {
                return run(options, holdfast, copying);
            }
        }
    }

    private static Ratio run(List<String> options, Holdfast holdfast, Copying copying) {
        int rounds = number(options, "--rounds", 5);
        int requests = number(options, "--requests", 10);
        int documents = number(options, "--documents", 200);
        boolean base64 = !options.contains("--numbers");
        holdfast.call("PUT", "/v1/collections/bench", Optional.of("{}"), Map.of());
        Corpus corpus = new Corpus();
        int written = 0;
        List<Ratio> ratios = new ArrayList<>();
        System.out.printf(
                Locale.ROOT,
                "Ingest over HTTP against COPY (binary) of the same rows: %d requests of %,d chunks with %d numbers each%n",
                requests,
                documents * Corpus.CHUNKS,
                Corpus.DIMENSION);
        for (int round = 0; round <= rounds; round++) {
            copying.settle();
            Duration took = Duration.ZERO;
            Duration copied = Duration.ZERO;
            for (int request = 0; request < requests; request++) {
                List<Corpus.Document> batch = corpus.documents(written, documents);
                String body = Corpus.lines(batch, base64);
                written += documents;
                if (request % 2 == 0) {
                    took = took.plus(ingest(holdfast, body));
                }
                holdfast.freeze();
                copied = copied.plus(copying.copy(batch));
                holdfast.thaw();
                if (request % 2 == 1) {
                    took = took.plus(ingest(holdfast, body));
                }
            }
            copying.check((long) written * Corpus.CHUNKS);
            int chunks = requests * documents * Corpus.CHUNKS;
            Ratio ratio = rate(chunks, took).to(rate(chunks, copied), "COPY");
            System.out.printf(
                    Locale.ROOT,
                    "%s  ratio %s   (chunks: %s)%n", round == 0 ? "warm-up" : "round " + round, ratio.text(), ratio.figures());
            if (round > 0) {
                ratios.add(ratio);
            }
        }
        ratios.sort(Comparator.comparingDouble(Ratio::value));
        Ratio median = ratios.get(ratios.size() / 2);
        System.out.printf(
                "ratio: median %s, %s to %s%n", median.text(), ratios.getFirst().text(), ratios.getLast().text());
        return median;
    }

    private static Duration ingest(Holdfast holdfast, String body) {
        long start = System.nanoTime();
        String answer = holdfast.call(
                "POST", "/v1/collections/bench/ingest", Optional.of(body), Map.of("Content-Type", "application/x-ndjson"));
        if (!answer.contains("\"failed\":0")) {
            throw new BenchException("not everything was taken: " + answer);
        }
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static Quantity rate(int chunks, Duration took) {
        return Quantity.of(chunks / (took.toNanos() / 1e9), Quantity.Unit.PER_SECOND);
    }

    private static int number(List<String> options, String name, int otherwise) {
        int at = options.indexOf(name);
        if (at < 0) {
            return otherwise;
        }
        if (at + 1 == options.size() || !options.get(at + 1).matches("[1-9][0-9]{0,4}")) {
            throw new BenchException(name + " takes a number\n" + HELP);
        }
        return Integer.parseInt(options.get(at + 1));
    }
}
