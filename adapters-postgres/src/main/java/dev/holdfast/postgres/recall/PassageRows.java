package dev.holdfast.postgres.recall;

import dev.holdfast.domain.recall.Attribution;
import dev.holdfast.domain.recall.LexicalCandidates;
import dev.holdfast.domain.recall.LexicalCandidates.Candidate;
import dev.holdfast.domain.recall.Passage;
import dev.holdfast.domain.recall.PassageId;
import dev.holdfast.domain.recall.PassageKind;
import dev.holdfast.domain.shared.Namespace;
import dev.holdfast.domain.shared.Revision;
import dev.holdfast.postgres.support.Row;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Answers of {@link PassageMapper}, column by column. */
final class PassageRows {
    private PassageRows() {}

    static LexicalCandidates candidates(Row row) throws SQLException {
        PassageKind kind = row.oneOf(PassageKind.class);
        List<String> terms = row.texts();
        long passages = row.number();
        double averageLength = row.decimal();
        List<Long> documentFrequencies = row.numbers();
        boolean approximate = row.truth();
        List<UUID> ids = row.uuids();
        List<Long> lengths = row.numbers();
        List<float[]> ranks = row.floatRows();
        List<Float> similarities = row.floats();
        List<Candidate> found = new ArrayList<>(ids.size());
        for (int i = 0; i < ids.size(); i++) {
            PassageId id = new PassageId(kind, ids.get(i));
            int length = lengths.get(i).intValue();
            found.add(
                    approximate
                            ? near(id, length, terms.size(), similarities.get(i))
                            : candidate(id, length, ranks.get(i)));
        }
        return new LexicalCandidates(terms, passages, averageLength, documentFrequencies, found, approximate);
    }

    private static Candidate candidate(PassageId id, int length, float[] ranks) {
        Integer[] frequencies = new Integer[ranks.length];
        Boolean[] inTitle = new Boolean[ranks.length];
        for (int i = 0; i < ranks.length; i++) {
            TermRank meaning = TermRank.of(ranks[i]);
            frequencies[i] = meaning.frequency();
            inTitle[i] = meaning.inTitle();
        }
        return new Candidate(id, length, List.of(frequencies), List.of(inTitle), 0);
    }

    private static Candidate near(PassageId id, int length, int terms, double similarity) {
        return new Candidate(id, length, Collections.nCopies(terms, 0), Collections.nCopies(terms, false), similarity);
    }

    static Passage passage(Row row) throws SQLException {
        PassageKind kind = row.oneOf(PassageKind.class);
        return new Passage(
                new PassageId(kind, row.uuid()),
                new Namespace(row.text()),
                row.text(),
                row.optionalText(),
                row.text(),
                row.truth(),
                row.integer(),
                row.instant(),
                row.integer(),
                row.texts(),
                attribution(row.optionalTexts()),
                row.optionalText(),
                new Revision(row.number()),
                ids(kind, row.uuids()),
                ids(kind, row.uuids()));
    }

    /** One for each of {@link Attribution#NAMES}, or none at all. */
    private static Attribution attribution(List<Optional<String>> told) {
        if (told.isEmpty()) {
            return Attribution.NONE;
        }
        Map<String, String> members = new HashMap<>();
        for (int i = 0; i < told.size(); i++) {
            String name = Attribution.NAMES.get(i);
            told.get(i).ifPresent(text -> members.put(name, text));
        }
        return new Attribution(members);
    }

    private static List<PassageId> ids(PassageKind kind, List<UUID> ids) {
        return ids.stream().map(id -> new PassageId(kind, id)).toList();
    }
}
