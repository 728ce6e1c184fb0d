package dev.holdfast.domain.recall;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Tells talks from papers among the passages that were loaded. A text that begins with "Ann: " is said by Ann where others beside it
 * begin so as well; alone among papers, "Lisbon: the belt jammed" is said by nobody. Whoever metadata name has said it in any case.
 */
final class Talks {
    /** With fewer passages of one document, the others of its collection tell. */
    private static final int MIN_OF_A_DOCUMENT = 3;

    private final Map<String, Count> places = new HashMap<>();

    private static final class Count {
        private int all;
        private int spoken;

        private boolean isTalk() {
            return 2 * spoken >= all;
        }
    }

    private Talks(List<Reading> readings) {
        for (Reading reading : readings) {
            boolean spoken = reading.utterance().speaker().isPresent();
            for (String place : List.of(namespace(reading.passage()), document(reading.passage()))) {
                Count count = places.computeIfAbsent(place, any -> new Count());
                count.all++;
                count.spoken += spoken ? 1 : 0;
            }
        }
    }

    /** What was loaded, each once and in its order, read as what it is. */
    static Map<PassageId, Reading> read(List<Passage> loaded) {
        Map<PassageId, Reading> readings = new LinkedHashMap<>();
        loaded.forEach(passage -> readings.computeIfAbsent(passage.id(), id -> Reading.of(passage)));
        Talks talks = new Talks(List.copyOf(readings.values()));
        readings.replaceAll((id, reading) -> talks.isPaper(reading) ? Reading.ofPaper(reading.passage()) : reading);
        return readings;
    }

    private boolean isPaper(Reading reading) {
        if (reading.utterance().speaker().isEmpty()) {
            return false;
        }
        Count document = places.getOrDefault(document(reading.passage()), new Count());
        Count count = document.all < MIN_OF_A_DOCUMENT
                ? places.getOrDefault(namespace(reading.passage()), document)
                : document;
        return !count.isTalk();
    }

    private static String namespace(Passage passage) {
        return passage.namespace().value();
    }

    /** No namespace has such a name. */
    private static String document(Passage passage) {
        return namespace(passage) + "\u0000" + passage.name();
    }
}
