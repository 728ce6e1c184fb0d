package dev.holdfast.domain.recall;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A question as ranking understands it.
 *
 * @param text as it was asked
 * @param words what stores look for
 * @param content the stems of its words without stop words, in their order
 * @param mentioned all its words in lower case, by which it names speakers
 * @param capitals those of them that have a capital, which may be short for a name
 * @param related words that may stand for some of {@code content} in an answer; empty unless a sentence is asked
 * @param hints what kind of answer it wants
 * @param times the days it is about; empty when it names none
 */
public record Question(
        String text,
        LexicalQuery words,
        List<String> content,
        Set<String> mentioned,
        Set<String> capitals,
        List<RelatedWord> related,
        Set<Hint> hints,
        List<TimeSpan> times) {
    /** The longest question, in characters. */
    public static final int MAX_CHARACTERS = 2000;

    /** What a request may carry of each, so that no query is larger than a store can take. */
    private static final int MAX_PARTS = 8;

    private static final Pattern PHRASE = Pattern.compile("[\"\u201c\u201d]([^\"\u201c\u201d]{1,200})[\"\u201c\u201d]");
    private static final Pattern CAPITAL = Pattern.compile("\\b\\p{Lu}[\\p{L}\\p{M}]+");
    private static final int MIN_SHORT_NAME = 3;
    private static final Set<String> FIRST_PERSON =
            Set.of("i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves");
    private static final Set<String> SECOND_PERSON = Set.of("you", "your", "yours", "yourself");
    private static final Pattern PREFIX = Pattern.compile("([\\p{L}\\p{M}\\p{N}]{2,64})\\*(?=\\s|$)");

    public Question {
        content = List.copyOf(content);
        mentioned = Set.copyOf(mentioned);
        capitals = Set.copyOf(capitals);
        related = List.copyOf(related);
        hints = Set.copyOf(hints);
        times = List.copyOf(times);
    }

    /**
     * Reads a question in plain words. {@code "..."} is a phrase that must occur, {@code word*} the beginning of a word that must;
     * nothing else has a meaning as syntax. Hints and dates are understood in English.
     *
     * @param text at most {@value #MAX_CHARACTERS} characters
     * @param now by which words such as "yesterday" are understood
     */
    public static Question of(String text, Instant now) {
        List<String> phrases = new ArrayList<>(0);
        Matcher quoted = PHRASE.matcher(text);
        while (quoted.find() && phrases.size() < MAX_PARTS) {
            if (!Words.in(quoted.group(1)).isEmpty()) {
                phrases.add(quoted.group(1).strip());
            }
        }
        List<String> prefixes = new ArrayList<>(0);
        Matcher begun = PREFIX.matcher(text);
        StringBuilder plain = new StringBuilder(text.length());
        while (begun.find()) {
            if (prefixes.size() < MAX_PARTS) {
                prefixes.add(begun.group(1));
                begun.appendReplacement(plain, "");
            }
        }
        begun.appendTail(plain);
        LocalDate today = now.atZone(ZoneOffset.UTC).toLocalDate();
        List<TimeSpan> times = new ArrayList<>(Dates.writtenIn(text));
        times.addAll(Dates.relativeIn(text, today));
        List<String> all = Words.in(text);
        List<String> content = all.stream()
                .filter(word -> !Words.isStopWord(word))
                .map(EnglishStem::of)
                .toList();
        Set<String> capitals = capitals(text);
        List<RelatedWord> related = all.size() > content.size() ? related(all, capitals) : List.of();
        return new Question(
                text,
                new LexicalQuery(
                        plain.toString().strip(),
                        phrases,
                        prefixes,
                        related.stream().map(RelatedWord::word).toList()),
                content,
                new TreeSet<>(all),
                capitals,
                related,
                Hint.of(text),
                times);
    }

    /** Not for names: what else "Rose" may mean is not what is asked for. */
    private static List<RelatedWord> related(List<String> words, Set<String> capitals) {
        return RelatedWord.to(words.stream()
                .filter(word -> !Words.isStopWord(word) && !capitals.contains(word))
                .map(EnglishStem::of)
                .toList());
    }

    /** The words without what must occur, for when nothing, or not enough, has it. */
    public LexicalQuery relaxed() {
        return new LexicalQuery(
                (words.text() + " " + String.join(" ", words.prefixes())).strip(),
                List.of(),
                List.of(),
                words.related());
    }

    /**
     * Whether it names that speaker, by one of the names or the beginning of one, as "Mel" for "Melanie". Whoever asks about "my" cat is
     * the user of an assistant, and "you" is the assistant.
     */
    boolean names(Speaker speaker) {
        return speaker.words().stream().anyMatch(this::names)
                || (speaker.isUser() && FIRST_PERSON.stream().anyMatch(mentioned::contains))
                || (speaker.isAssistant() && SECOND_PERSON.stream().anyMatch(mentioned::contains));
    }

    private boolean names(String name) {
        return mentioned.contains(name)
                || capitals.stream().anyMatch(word -> word.length() >= MIN_SHORT_NAME && name.startsWith(word));
    }

    private static Set<String> capitals(String text) {
        Set<String> capitals = new TreeSet<>();
        Matcher capital = CAPITAL.matcher(text);
        while (capital.find()) {
            String word = capital.group().toLowerCase(Locale.ROOT);
            if (!Words.isStopWord(word)) {
                capitals.add(word);
            }
        }
        return capitals;
    }
}
