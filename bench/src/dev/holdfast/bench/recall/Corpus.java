package dev.holdfast.bench.recall;

import dev.holdfast.bench.BenchException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * As many sentences as wanted that have the words of real talk as often as real talk has them, and its questions: a chain of words in
 * which each follows the one before as it does in the judged dialogues. With a name or number of their own now and then, as real
 * memories have, so that the number of different words grows with the number of sentences.
 */
final class Corpus {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String END = "";
    private static final int LONGEST = 60;

    private final Map<String, List<String>> next = new HashMap<>();
    private final List<String> questions = new ArrayList<>();

    Corpus(Path eval) {
        try (Stream<Path> files = Files.list(eval)) {
            for (Path file : files.filter(file -> file.toString().endsWith(".jsonl")).sorted().toList()) {
                for (String line : Files.readAllLines(file)) {
                    JsonNode node = JSON.readTree(line);
                    if (node.has("question")) {
                        questions.add(node.get("question").asString());
                    } else if (node.has("text")) {
                        learn(node.get("text").asString());
                    }
                }
            }
        } catch (IOException failed) {
            throw new BenchException(eval + " cannot be read", failed);
        }
    }

    private void learn(String text) {
        String before = END;
        for (String word : text.split("\\s+")) {
            next.computeIfAbsent(before, each -> new ArrayList<>()).add(word);
            before = word;
        }
        next.computeIfAbsent(before, each -> new ArrayList<>()).add(END);
    }

    /** The same text for the same number, always; 12 words or more. */
    String text(int number) {
        Random random = new Random(number * 0x9E3779B97F4A7C15L);
        StringBuilder text = new StringBuilder();
        String word = END;
        for (int words = 0; words < LONGEST; words++) {
            List<String> following = next.get(word);
            word = following.get(random.nextInt(following.size()));
            if (word.equals(END)) {
                if (words >= 12) {
                    break;
                }
                continue;
            }
            text.append(random.nextInt(100) == 0 ? "Item" + random.nextInt(10_000_000) : word).append(' ');
        }
        return text.toString().strip();
    }

    /** Questions of the dialogues, in an order that has nothing to do with theirs. */
    List<String> questions(int count, long seed) {
        Random random = new Random(seed);
        return Stream.generate(() -> questions.get(random.nextInt(questions.size())))
                .limit(count)
                .toList();
    }

    /** One word each, so frequent and so rare as {@link #text} has them. */
    List<String> words(int count, long seed) {
        Random random = new Random(seed);
        return Stream.generate(() -> Arrays.asList(text(random.nextInt(1_000_000)).split("\\W+")))
                .map(words -> words.get(random.nextInt(words.size())))
                .filter(word -> word.length() > 3)
                .limit(count)
                .toList();
    }
}
