package dev.holdfast.memory.recall;

import dev.holdfast.domain.recall.LexicalCandidates;
import dev.holdfast.domain.recall.LexicalCandidates.Candidate;
import dev.holdfast.domain.recall.LexicalQuery;
import dev.holdfast.domain.recall.PassageFilter;
import dev.holdfast.domain.recall.PassageId;
import dev.holdfast.domain.recall.Words;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** One question's words put to passages. */
final class Lexical {
    private static final double SIMILAR = 0.4;

    private final LexicalQuery query;
    private final PassageFilter filter;
    private final int most;
    private final List<String> prefixes;

    Lexical(LexicalQuery query, PassageFilter filter, int most) {
        this.query = query;
        this.filter = filter;
        this.most = most;
        this.prefixes = query.prefixes().stream()
                .flatMap(prefix -> Words.in(prefix).stream())
                .distinct()
                .toList();
    }

    /** A passage with what its text and title say. */
    private record Read(Item item, Analysis text, Analysis title) {
        int frequency(String term) {
            return text.frequency(term) + title.frequency(term);
        }

        int beginningWith(String prefix) {
            return text.beginningWith(prefix) + title.beginningWith(prefix);
        }

        int length() {
            return text.counted().size() + title.counted().size();
        }
    }

    LexicalCandidates over(List<Item> live) {
        boolean stopWords = Analysis.of(query.text(), true).counted().isEmpty();
        Set<String> distinct = new LinkedHashSet<>();
        boolean english = live.isEmpty() || live.stream().anyMatch(Item::english);
        boolean other = live.stream().anyMatch(item -> !item.english());
        if (english) {
            distinct.addAll(Analysis.of(query.text(), !stopWords).counted());
        }
        if (other) {
            distinct.addAll(Analysis.of(query.text(), false).counted());
        }
        if (!stopWords) {
            String related = String.join(" ", query.related());
            distinct.addAll(Analysis.of(related, english).counted());
        }
        List<String> terms = List.copyOf(distinct);
        List<Read> read = live.stream()
                .map(item -> read(item, item.english() && !stopWords))
                .toList();
        List<Read> passing = read.stream()
                .filter(each -> InMemoryPassageIndex.passes(each.item, filter))
                .toList();
        List<Candidate> found = passing.stream()
                .filter(this::hasAllThatMustOccur)
                .map(each -> candidate(each, terms))
                .filter(candidate -> candidate.frequencies().stream().anyMatch(frequency -> frequency > 0))
                .toList();
        List<Read> around = filter.asOf().isPresent()
                ? read
                : read.stream()
                        .filter(each -> InMemoryPassageIndex.passes(each.item, filter.withoutConditions()))
                        .toList();
        List<Long> documentFrequencies = documentFrequencies(terms, around);
        boolean approximate = found.isEmpty() && query.phrases().isEmpty() && prefixes.isEmpty();
        List<Candidate> near = approximate ? near(passing, terms) : List.of();
        return new LexicalCandidates(
                names(terms),
                around.size(),
                around.stream().mapToInt(Read::length).average().orElse(0),
                documentFrequencies,
                approximate ? near : rarest(found, documentFrequencies),
                !near.isEmpty());
    }

    private static Read read(Item item, boolean english) {
        return new Read(item, Analysis.of(item.passage().text(), english), Analysis.of(item.title(), english));
    }

    private List<String> names(List<String> terms) {
        List<String> names = new ArrayList<>(terms);
        prefixes.forEach(prefix -> names.add(prefix + "*"));
        return names;
    }

    private boolean hasAllThatMustOccur(Read read) {
        return query.phrases().stream()
                        .map(phrase -> Analysis.of(phrase, read.item.english()))
                        .allMatch(phrase -> read.text.hasPhrase(phrase) || read.title.hasPhrase(phrase))
                && prefixes.stream().allMatch(prefix -> read.beginningWith(prefix) > 0);
    }

    private Candidate candidate(Read read, List<String> terms) {
        List<Integer> frequencies = new ArrayList<>();
        List<Boolean> inTitle = new ArrayList<>();
        for (String term : terms) {
            frequencies.add(read.frequency(term));
            inTitle.add(read.title.frequency(term) > 0);
        }
        for (String prefix : prefixes) {
            frequencies.add(read.beginningWith(prefix));
            inTitle.add(read.title.beginningWith(prefix) > 0);
        }
        return new Candidate(read.item.passage().id(), read.length(), frequencies, inTitle, 0);
    }

    private List<Long> documentFrequencies(List<String> terms, List<Read> all) {
        Stream<Long> ofTerms = terms.stream()
                .map(term ->
                        all.stream().filter(read -> read.frequency(term) > 0).count());
        Stream<Long> ofPrefixes = prefixes.stream()
                .map(prefix -> all.stream()
                        .filter(read -> read.beginningWith(prefix) > 0)
                        .count());
        return Stream.concat(ofTerms, ofPrefixes).toList();
    }

    /** Those with the rarest terms when there are too many. */
    private List<Candidate> rarest(List<Candidate> found, List<Long> documentFrequencies) {
        return found.stream()
                .sorted(Comparator.comparingLong((Candidate candidate) -> IntStream.range(0, documentFrequencies.size())
                                .filter(term -> candidate.frequencies().get(term) > 0)
                                .mapToLong(documentFrequencies::get)
                                .min()
                                .orElse(Long.MAX_VALUE))
                        .thenComparing(Candidate::id, PassageId.ORDER))
                .limit(most)
                .toList();
    }

    private List<Candidate> near(List<Read> passing, List<String> terms) {
        List<String> wanted = Words.in(query.text().toLowerCase(Locale.ROOT));
        return passing.stream()
                .map(read -> new Candidate(
                        read.item.passage().id(),
                        read.length(),
                        terms.stream().map(term -> 0).toList(),
                        terms.stream().map(term -> false).toList(),
                        Math.max(
                                Analysis.similarity(
                                        wanted, Words.in(read.item.passage().text())),
                                Analysis.similarity(wanted, Words.in(read.item.title())))))
                .filter(candidate -> candidate.similarity() >= SIMILAR)
                .sorted(Comparator.comparingDouble(Candidate::similarity)
                        .reversed()
                        .thenComparing(Candidate::id, PassageId.ORDER))
                .limit(most)
                .toList();
    }
}
