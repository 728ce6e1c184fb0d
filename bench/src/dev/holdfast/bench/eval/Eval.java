package dev.holdfast.bench.eval;

import dev.holdfast.bench.BenchException;
import dev.holdfast.bench.Holdfast;
import dev.holdfast.domain.recall.Tuning;
import dev.holdfast.embedding.hashing.HashingEmbedder;
import dev.holdfast.ports.embedding.Embedder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How well questions are answered: Holdfast and what it must be better than, over judged sets. */
public final class Eval {
    private static final String HELP =
            """
            usage: bench/eval/run [--tuning] [--in-process] [--failures] [--only NAME]
              --tuning      the questions that may be looked at while ranking is changed, not those held out
              --in-process  the domain's ranking only, without a server
              --failures    each question whose answer is not among the first 10, with what was answered instead
              --only        the sets whose name begins so
            """;

    /** What must do no harm: vectors of words, which know no more than the words, and of nothing. */
    private static final List<Embedder> EMBEDDERS = List.of(new HashingEmbedder(), new RandomEmbedder());

    private Eval() {}

    public static void main(String[] arguments) {
        List<String> options = List.of(arguments).subList(1, arguments.length);
        if (options.contains("--help")) {
            System.out.print(HELP);
            return;
        }
        int status;
        try (Servers servers = new Servers(Path.of(arguments[0]))) {
            MetricsCheck.run();
            status = run(Path.of(arguments[0]), options, servers) ? 0 : 1;
        } catch (BenchException failed) {
            System.err.println("eval: " + failed.getMessage());
            if (failed.getCause() != null) {
                System.err.println("  because of " + failed.getCause());
            }
            status = 2;
        }
        System.exit(status);
    }

    private static boolean run(Path root, List<String> options, Servers servers) {
        String half = options.contains("--tuning") ? "tuning" : "heldout";
        int only = options.indexOf("--only");
        String wanted = only < 0 || only + 1 == options.size() ? "" : options.get(only + 1);
        List<JudgedSet> sets = JudgedSets.load(root.resolve("bench/eval"), half).stream()
                .filter(set -> set.name().startsWith(wanted))
                .toList();
        Lexemes lexemes = Lexemes.of(sets, servers.target().resolve("lexemes.tsv"), servers);
        Results results = new Results();
        for (JudgedSet set : sets) {
            String group = set.name().replaceFirst("-(tuning|heldout).*", "");
            results.run(group, new Grep(set.passages()), set);
            if (!options.contains("--in-process")) {
                results.run(group, servers.get().rankedByCoverDensity(set), set);
            }
            results.run(group, TextbookBm25.plain(set.passages()), set);
            results.run(group, TextbookBm25.stemmed(set.passages(), lexemes), set);
            for (Form form : Form.of(set)) {
                InProcess inProcess = new InProcess(set, form, lexemes, Tuning.DEFAULT);
                results.run(group, inProcess, set);
                for (Embedder embedder : EMBEDDERS) {
                    results.run(group, new InProcess(set, form, lexemes, Tuning.DEFAULT, Optional.of(embedder)), set);
                }
                if (options.contains("--failures")) {
                    Failures.print(set, inProcess);
                }
            }
            if (!options.contains("--in-process")) {
                for (Form form : Form.of(set)) {
                    Served.load(servers.holdfast(), set, form)
                            .contenders()
                            .forEach(contender -> results.run(group, contender, set));
                }
            }
        }
        System.out.println("questions: " + half);
        System.out.print(results.table());
        String ours = options.contains("--in-process") ? InProcess.WORDS : "Holdfast";
        List<String> defeats = new ArrayList<>();
        for (String bar : List.of(TextbookBm25.PLAIN, TextbookBm25.STEMMED)) {
            defeats.addAll(results.defeats(name -> name.startsWith(ours), bar));
        }
        for (Form form : Form.values()) {
            for (Embedder embedder : EMBEDDERS) {
                String withVectors = InProcess.vectors(embedder) + form.title();
                defeats.addAll(results.defeats(withVectors::equals, InProcess.WORDS + form.title()));
            }
        }
        defeats.forEach(defeat -> System.out.println("BELOW THE BAR  " + defeat));
        return defeats.isEmpty();
    }

    /** A server and its database, started when first asked for. */
    private static final class Servers implements Scratch.Source, AutoCloseable {
        private final Path root;
        private final Path target;
        private Optional<Holdfast> holdfast = Optional.empty();
        private Optional<Scratch> scratch = Optional.empty();

        Servers(Path root) {
            this.root = root;
            this.target = root.resolve("bench/target/eval");
            try {
                Files.createDirectories(target);
            } catch (IOException failed) {
                throw new BenchException(target + " cannot be made", failed);
            }
        }

        Path target() {
            return target;
        }

        Holdfast holdfast() {
            if (holdfast.isEmpty()) {
                Holdfast started = new Holdfast(root, target);
                holdfast = Optional.of(started);
                started.start();
            }
            return holdfast.get();
        }

        @Override
        public Scratch get() {
            if (scratch.isEmpty()) {
                scratch = Optional.of(new Scratch(holdfast()));
            }
            return scratch.get();
        }

        @Override
        public void close() {
            scratch.ifPresent(Scratch::close);
            holdfast.ifPresent(Holdfast::close);
        }
    }
}
