package dev.holdfast.domain.recall;

import java.util.List;

/**
 * The words of a question.
 *
 * @param text plain words; their order and case have no meaning, and no character has
 * @param phrases each must occur as written, word after word
 * @param prefixes beginnings of words; a word that begins so counts as one term
 * @param related words that may stand for those of {@code text}: terms as well, but what has only them is not what has all terms, and
 *     they are never what spelling is compared with
 */
public record LexicalQuery(String text, List<String> phrases, List<String> prefixes, List<String> related) {
    public LexicalQuery(String text, List<String> phrases, List<String> prefixes) {
        this(text, phrases, prefixes, List.of());
    }

    public LexicalQuery {
        related = List.copyOf(related);
        phrases = List.copyOf(phrases);
        prefixes = List.copyOf(prefixes);
    }
}
