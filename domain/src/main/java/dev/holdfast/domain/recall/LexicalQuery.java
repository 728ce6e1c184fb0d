package dev.holdfast.domain.recall;

import java.util.List;

/**
 * The words of a question.
 *
 * @param text plain words; their order and case have no meaning, and no character has
 * @param phrases each must occur as written, word after word
 * @param prefixes beginnings of words; a word that begins so counts as one term
 */
public record LexicalQuery(String text, List<String> phrases, List<String> prefixes) {
    public LexicalQuery {
        phrases = List.copyOf(phrases);
        prefixes = List.copyOf(prefixes);
    }
}
