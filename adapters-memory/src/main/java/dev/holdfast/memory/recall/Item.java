package dev.holdfast.memory.recall;

import dev.holdfast.domain.recall.Facts;
import dev.holdfast.domain.recall.Passage;

/**
 * A passage as a table holds it.
 *
 * @param passage without its neighbours
 * @param facts what conditions look at
 * @param title its key, tags, title or headings: words that count for more
 * @param row where it stands: only passages of one row are neighbours
 * @param english whether its words are those of an English text
 */
public record Item(Passage passage, Facts facts, String title, String row, boolean english) {}
