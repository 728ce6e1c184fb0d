package dev.holdfast.bench.eval;

import java.util.List;
import java.util.Optional;

/** How the passages of a set are given to Holdfast. */
enum Form {
    /** A memory each: {@code Name: text} in a dialogue, {@code Title: text} of a paper, its date as the beginning of its valid time. */
    MEMORIES("memories"),
    /** A memory each, with the name of the speaker in {@code metadata.speaker} only. */
    MEMORIES_WITH_SPEAKER("memories, speaker in metadata"),
    /** One document, a passage per chunk: {@code Name: text}. */
    DOCUMENT("document"),
    /** A document each, of one chunk. */
    PAPERS("documents");

    private final String title;

    Form(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    String text(JudgedSet.Passage passage) {
        return this == MEMORIES_WITH_SPEAKER || this == PAPERS ? passage.text() : passage.line();
    }

    /** What stands over the text and is no part of it. */
    Optional<String> heading(JudgedSet.Passage passage) {
        return this == PAPERS ? passage.title() : Optional.empty();
    }

    /** Whether passages become chunks. */
    boolean ofChunks() {
        return this == DOCUMENT || this == PAPERS;
    }

    Optional<String> speaker(JudgedSet.Passage passage) {
        return this == MEMORIES_WITH_SPEAKER ? passage.speaker() : Optional.empty();
    }

    /** Dialogues are given in every form there is for what is said, papers as memories and documents, other passages as memories. */
    static List<Form> of(JudgedSet set) {
        boolean dialogue = set.passages().stream().anyMatch(passage -> passage.speaker().isPresent());
        boolean papers = set.passages().stream().anyMatch(passage -> passage.title().isPresent());
        return dialogue
                ? List.of(MEMORIES, MEMORIES_WITH_SPEAKER, DOCUMENT)
                : papers ? List.of(MEMORIES, PAPERS) : List.of(MEMORIES);
    }
}
