package dev.holdfast.bench.eval;

import java.util.Optional;

/** How the passages of a set are given to Holdfast. */
enum Form {
    /** A memory each: {@code Name: text} in a dialogue, its date as the beginning of its valid time. */
    MEMORIES("memories"),
    /** A memory each, with the name of the speaker in {@code metadata.speaker} only. */
    MEMORIES_WITH_SPEAKER("memories, speaker in metadata"),
    /** One document, a passage per chunk: {@code Name: text}. */
    DOCUMENT("document");

    private final String title;

    Form(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    String text(JudgedSet.Passage passage) {
        return this == MEMORIES_WITH_SPEAKER ? passage.text() : passage.line();
    }

    Optional<String> speaker(JudgedSet.Passage passage) {
        return this == MEMORIES_WITH_SPEAKER ? passage.speaker() : Optional.empty();
    }

    /** Dialogues are given in every form, other passages, which nobody said, in the first only. */
    static Form[] of(JudgedSet set) {
        boolean dialogue = set.passages().stream().anyMatch(passage -> passage.speaker().isPresent());
        return dialogue ? values() : new Form[] {MEMORIES};
    }
}
