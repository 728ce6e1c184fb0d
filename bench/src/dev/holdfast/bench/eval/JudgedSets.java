package dev.holdfast.bench.eval;

import dev.holdfast.bench.BenchException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the judged sets, JSON Lines, and refuses those that contradict themselves. */
final class JudgedSets {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private JudgedSets() {}

    /** All sets, each with the questions of that half; a set without any is left out. */
    static List<JudgedSet> load(Path folder, String half) {
        List<JudgedSet> sets = new ArrayList<>();
        List<JudgedSet.Passage> knowledge = passages(folder.resolve("knowledge.jsonl"));
        for (String name : List.of("keyword", "paraphrase")) {
            sets.add(set(name, "knowledge", knowledge, folder.resolve(name + ".questions.jsonl")));
        }
        sets.add(set("records", "records", passages(folder.resolve("records.jsonl")), folder.resolve("records.questions.jsonl")));
        try (Stream<Path> files = Files.list(folder)) {
            files.map(file -> file.getFileName().toString())
                    .filter(name -> (name.startsWith("dialogue-") || name.startsWith("assistant-")) && name.endsWith(".questions.jsonl"))
                    .map(name -> name.substring(0, name.length() - ".questions.jsonl".length()))
                    .sorted()
                    .forEach(name -> sets.add(set(
                            name, name, passages(folder.resolve(name + ".jsonl")), folder.resolve(name + ".questions.jsonl"))));
        } catch (IOException failed) {
            throw new BenchException(folder + " cannot be read", failed);
        }
        return sets.stream()
                .map(set -> set.only(half))
                .filter(set -> !set.questions().isEmpty())
                .toList();
    }

    private static JudgedSet set(String name, String corpus, List<JudgedSet.Passage> passages, Path file) {
        Set<String> keys = new HashSet<>();
        for (JudgedSet.Passage passage : passages) {
            if (!keys.add(passage.key())) {
                throw new BenchException(corpus + " has " + passage.key() + " twice");
            }
        }
        List<JudgedSet.Question> questions = new ArrayList<>();
        for (JsonNode line : lines(file)) {
            JudgedSet.Question question = new JudgedSet.Question(
                    line.get("id").asString(),
                    line.get("half").asString(),
                    line.get("kind").asString(),
                    line.get("question").asString(),
                    grades(line.get("relevant")));
            if (question.relevant().isEmpty() || !keys.containsAll(question.grades().keySet())) {
                throw new BenchException(file + ": " + question.id() + " names passages that are not there");
            }
            questions.add(question);
        }
        return new JudgedSet(name, corpus, passages, questions);
    }

    /** A list of keys, which all answer fully, or grades by key. */
    private static Map<String, Integer> grades(JsonNode relevant) {
        Map<String, Integer> grades = new HashMap<>();
        if (relevant.isArray()) {
            relevant.forEach(key -> grades.put(key.asString(), JudgedSet.Question.FULL));
        } else {
            relevant.properties().forEach(grade -> grades.put(grade.getKey(), grade.getValue().asInt()));
        }
        return grades;
    }

    private static List<JudgedSet.Passage> passages(Path file) {
        return lines(file).stream()
                .map(line -> new JudgedSet.Passage(
                        line.get("key").asString(),
                        Optional.ofNullable(line.get("title")).map(JsonNode::asString),
                        Optional.ofNullable(line.get("speaker")).map(JsonNode::asString),
                        line.get("text").asString(),
                        Optional.ofNullable(line.get("date")).map(date -> Instant.parse(date.asString()))))
                .toList();
    }

    private static List<JsonNode> lines(Path file) {
        try {
            return Files.readAllLines(file).stream()
                    .filter(line -> !line.isBlank())
                    .map(line -> JSON.readTree(line))
                    .toList();
        } catch (IOException failed) {
            throw new BenchException(file + " cannot be read", failed);
        }
    }
}
