package dev.holdfast.bench.eval;

import dev.holdfast.bench.BenchException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What PostgreSQL's {@code to_tsvector('english', text)} makes of texts: each lexeme as often as it occurs, in the order of the text.
 * They are kept in a file, so that a run in process needs no database.
 */
final class Lexemes {
    private final Map<String, List<String>> known;

    private Lexemes(Map<String, List<String>> known) {
        this.known = known;
    }

    /** Everything of these sets that is not in {@code file} yet is asked of the database and kept there. */
    static Lexemes of(List<JudgedSet> sets, Path file, Scratch.Source database) {
        Map<String, List<String>> known = read(file);
        Set<String> wanted = new LinkedHashSet<>();
        for (JudgedSet set : sets) {
            set.passages().forEach(passage -> {
                wanted.add(passage.line());
                wanted.add(passage.text());
                wanted.add(passage.key());
                passage.title().ifPresent(wanted::add);
            });
            set.questions().forEach(question -> wanted.add(question.text()));
        }
        wanted.removeAll(known.keySet());
        if (!wanted.isEmpty()) {
            known.putAll(database.get().lexemes(List.copyOf(wanted)));
            write(file, known);
        }
        return new Lexemes(known);
    }

    List<String> of(String text) {
        List<String> lexemes = known.get(text);
        if (lexemes == null) {
            throw new BenchException("the database was not asked for the words of: " + text);
        }
        return lexemes;
    }

    private static Map<String, List<String>> read(Path file) {
        Map<String, List<String>> known = new HashMap<>();
        try {
            if (Files.exists(file)) {
                for (String line : Files.readAllLines(file)) {
                    String[] parts = line.split("\t", 2);
                    known.put(parts[0], parts[1].isEmpty() ? List.of() : List.of(parts[1].split(" ")));
                }
            }
            return known;
        } catch (IOException failed) {
            throw new BenchException(file + " cannot be read", failed);
        }
    }

    private static void write(Path file, Map<String, List<String>> known) {
        List<String> lines = new ArrayList<>();
        known.forEach((text, lexemes) -> lines.add(text + "\t" + String.join(" ", lexemes)));
        try {
            Files.write(file, lines);
        } catch (IOException failed) {
            throw new BenchException(file + " cannot be written", failed);
        }
    }
}
