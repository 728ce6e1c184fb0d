package dev.holdfast.http.recall;

import dev.holdfast.domain.memory.MemoryDraft;
import dev.holdfast.domain.recall.Explanation;
import dev.holdfast.domain.recall.Question;
import dev.holdfast.domain.recall.RecallFeedback;
import dev.holdfast.domain.recall.Tuning;
import dev.holdfast.http.recall.RecallRequests.ChunkSearch;
import dev.holdfast.http.recall.RecallRequests.Feedback;
import dev.holdfast.http.recall.RecallRequests.MemorySearch;
import dev.holdfast.http.recall.RecallRequests.QuestionEmbedding;
import dev.holdfast.http.recall.RecallRequests.Recall;
import dev.holdfast.http.recall.RecallViews.ChunkMatches;
import dev.holdfast.http.recall.RecallViews.DroppedItem;
import dev.holdfast.http.recall.RecallViews.Judgement;
import dev.holdfast.http.recall.RecallViews.LedgerItem;
import dev.holdfast.http.recall.RecallViews.LedgerLine;
import dev.holdfast.http.recall.RecallViews.MemoryMatch;
import dev.holdfast.http.recall.RecallViews.MemoryMatches;
import dev.holdfast.http.recall.RecallViews.RecallItem;
import dev.holdfast.http.recall.RecallViews.RecallResult;
import dev.holdfast.http.support.Notes;
import dev.holdfast.ports.memory.MemoryService;
import dev.holdfast.ports.recall.RecallQuery;
import java.util.Map;

/** What the OpenAPI document says of asking. */
public final class RecallNotes {
    private static final String QUERY =
            "The question in plain words. `\"...\"` is a phrase that must occur, `word*` the beginning of a word that must.";
    private static final Map<String, Object> QUERY_LIMITS =
            Map.of("minLength", 1, "maxLength", Question.MAX_CHARACTERS);
    private static final String FILTER =
            "What else must hold: `{\"and\":[...]}`, `{\"or\":[...]}`, `{\"not\":{...}}` or"
                    + " `{\"field\":\"importance\",\"op\":\"gte\",\"value\":5}`. `op` is `eq`, `ne`, `in`, `gt`, `gte`, `lt`,"
                    + " `lte`, `exists` or `contains`; `field` is `namespace`, `key`, `document`, `category`, `importance`,"
                    + " `tags`, `source`, `title`, `created_at`, `updated_at`, `valid_from`, `valid_to`, `expires_at`, or"
                    + " `metadata/` and a JSON pointer into the metadata, such as `metadata/speaker`. At most 64 conditions,"
                    + " 8 levels deep.";
    private static final String EMBEDDING =
            "The question as a vector; only vectors of the same model are compared with it.";
    private static final String EXPLAIN =
            "Whether each item says why it stands where it does, and what was left out and why.";
    private static final String USED =
            "`used` when the question was also looked for by its vector, `none` when it has none, `unavailable` when the model"
                    + " did not answer in time and only its words counted.";
    private static final String DROPPED =
            "What was ranked and left out, the best first; only when `explain` was asked for.";
    private static final String SCORE = "Higher is better; comparable only inside one answer.";
    private static final String AS_OF = "Look for memories as they were recorded at that moment.";
    private static final String BY = "Who asked.";

    private RecallNotes() {}

    public static Notes notes() {
        Notes notes = new Notes();
        requests(notes);
        items(notes);
        answers(notes);
        ledger(notes);
        return notes;
    }

    private static String ranking() {
        return "Parameters of the ranking that shall not be the default: `" + String.join("`, `", RankingJson.names())
                + "`; durations as in ISO 8601. `window`, or `limit` when that is more, times `characters` is at most "
                + Tuning.MAX_TEXT + ".";
    }

    private static void requests(Notes notes) {
        notes.about(QuestionEmbedding.class, "QuestionEmbedding")
                .field(
                        "model",
                        "The model's name, as its vectors were stored under.",
                        Map.of("minLength", 1, "maxLength", 128))
                .field(
                        "vector",
                        "As many finite numbers as the model has dimensions.",
                        Map.of("minItems", 1, "maxItems", 4000))
                .field("metric", "`cosine` unless said otherwise.")
                .field(
                        "effort",
                        "How many candidates an approximate index looks at.",
                        Map.of("minimum", 1, "maximum", 1000));
        notes.about(Recall.class, "Recall")
                .example(RecallExamples.ASK)
                .field("query", QUERY, QUERY_LIMITS)
                .field("namespace", "The subtree of memories to look in, by whole segments; all of them when left out.")
                .field(
                        "collections",
                        "The collections to look in; all of them when left out.",
                        Map.of("maxItems", RecallQuery.MAX_COLLECTIONS))
                .field("sources", "What to look for; everything when left out.")
                .field("filter", FILTER)
                .field("embedding", EMBEDDING)
                .field("asOf", AS_OF + " Documents have no recorded past and ignore it.")
                .field(
                        "limit",
                        "At most this many items, 10 unless said otherwise; more than " + RecallQuery.MAX_LIMIT
                                + " is cut to that.",
                        Map.of("minimum", 1))
                .field(
                        "maxTokens",
                        "What all texts together may come to, " + RecallQuery.DEFAULT_TOKENS
                                + " unless said otherwise; more than 100,000 is cut to that.",
                        Map.of("minimum", 1))
                .field("explain", EXPLAIN)
                .field("ranking", ranking());
        notes.about(MemorySearch.class, "MemorySearch")
                .as(Recall.class)
                .example(RecallExamples.MEMORY_SEARCH)
                .field("namespace", "The subtree to look in, by whole segments.")
                .field("category", "Memories of this category.")
                .field(
                        "minImportance",
                        "Memories at least this important.",
                        Map.of("minimum", MemoryDraft.MIN_IMPORTANCE, "maximum", MemoryDraft.MAX_IMPORTANCE))
                .field("tags", "Memories with all of these tags.", Map.of("maxItems", MemoryService.MAX_FILTER_TAGS))
                .field("asOf", "Search what was recorded at that moment instead of what is recorded now.")
                .field(
                        "limit",
                        "At most this many matches, 10 unless said otherwise; more than 200 is cut to 200.",
                        Map.of("minimum", 1));
        notes.about(ChunkSearch.class, "ChunkSearch").as(MemorySearch.class).example(RecallExamples.CHUNK_SEARCH);
        notes.about(Feedback.class, "RecallFeedback")
                .example(RecallExamples.FEEDBACK)
                .field("item", "The id of an item of the answer.", Map.of("format", "uuid"))
                .field(
                        "verdict",
                        "`used` when it helped, `wrong` when it is not true or beside the point, `outdated` when it was true.")
                .field("note", "Why.", Map.of("minLength", 1, "maxLength", RecallFeedback.MAX_NOTE_CHARACTERS));
    }

    private static void items(Notes notes) {
        notes.about(Explanation.Arm.class, "ExplanationArm")
                .field("name", "`lexical` or `vector`.")
                .field("rank", "1 for the best of this arm.")
                .field("score", "The arm's own: BM25, or the nearness by the metric.")
                .field("share", "What it adds to the fused score.");
        notes.about(Explanation.Term.class, "ExplanationTerm")
                .field("term", "A word of the question, as it was looked for.")
                .field("frequency", "How often the passage has it.")
                .field("idf", "Its inverse document frequency.")
                .field("score", "What it adds to the BM25 score.")
                .field("inTitle", "Whether title, key or tags have it.");
        notes.about(Explanation.Boost.class, "ExplanationBoost")
                .field("name", "What changed the score, such as `speaker`, `proximity`, `recency` or `importance`.")
                .field("value", "The factor, or what is added.");
        notes.about(Explanation.class, "Explanation")
                .field("arms", "The ways in which it was found.")
                .field("terms", "The words it has of the question, the weightiest first.")
                .field("boosts", "What changed its score, in the order of application.");
        notes.about(RecallItem.class, "RecallItem")
                .field("kind", "`memory`, or `chunk` of a document.")
                .field("id", "The memory's id, or the chunk's.")
                .field("namespace", "The memory's namespace.")
                .field("key", "The memory's key.")
                .field("collection", "The collection of the chunk's document.")
                .field("document", "The external id of the chunk's document.")
                .field("position", "The chunk's place in its document, from 0.")
                .field("title", "The document's title and the headings above the chunk.")
                .field("text", "The passage; only its beginning when `cut`.")
                .field(
                        "cut",
                        "Whether the passage is longer than what `text` has of it; `ranking.characters` says how much that is.")
                .field("date", "When it began to be true, or was said; else when it was last written.")
                .field("source", "Where it comes from.")
                .field("version", "The version that was read.")
                .field("score", SCORE)
                .field("explain", "Why it stands where it does; only when asked for.");
        notes.about(DroppedItem.class, "DroppedItem")
                .field("kind", "`memory`, or `chunk` of a document.")
                .field("id", "The memory's id, or the chunk's.")
                .field(
                        "namespace",
                        "The memory's namespace; of a chunk, `collections/` and the name of its collection.")
                .field("name", "The memory's key; the external id of the chunk's document.")
                .field("score", SCORE)
                .field(
                        "reason",
                        "`diversity`: too like a better one; `limit`: enough better ones; `budget`: it did not fit.");
    }

    private static void answers(Notes notes) {
        notes.about(RecallResult.class, "RecallResult")
                .example(RecallExamples.RESULT)
                .field(
                        "recallId",
                        "Names this answer in the ledger; absent when no ledger is kept, or it could not be written.")
                .field("tokens", "What the texts come to, about.")
                .field("embedding", USED)
                .field("items", "The best first.")
                .field("dropped", DROPPED);
        notes.about(MemoryMatch.class, "MemoryHit")
                .field("memory", "The memory that was found.")
                .field("score", SCORE)
                .field("explain", "Why it stands where it does; only when asked for.");
        notes.about(MemoryMatches.class, "MemoryHits")
                .example(RecallExamples.MEMORY_MATCHES)
                .field("items", "The matches, the best first.")
                .field("embedding", USED)
                .field("dropped", DROPPED);
        notes.about(ChunkMatches.class, "ChunkHits")
                .example(RecallExamples.CHUNK_MATCHES)
                .field("items", "The matches, the best first.")
                .field("embedding", USED)
                .field("dropped", DROPPED);
    }

    private static void ledger(Notes notes) {
        notes.about(Judgement.class, "Judgement")
                .example(RecallExamples.JUDGEMENT)
                .field("item", "The id of the item.")
                .field("verdict", "What became of it.")
                .field("note", "Why.")
                .field("by", "Who said so.")
                .field("at", "When.");
        notes.about(LedgerItem.class, "LedgerItem")
                .field("kind", "`memory`, or `chunk` of a document.")
                .field("id", "The memory's id, or the chunk's.")
                .field("version", "The version that was answered.")
                .field("rank", "1 for the best.")
                .field("score", SCORE)
                .field("feedback", "What was said of it since, the last word of each key.");
        notes.about(LedgerLine.class, "LedgerLine")
                .example(RecallExamples.LINE)
                .field("recallId", "The answer's id.")
                .field("at", "When it was answered.")
                .field("by", BY)
                .field("requestId", "The request it answered.")
                .field("query", "As it was asked.")
                .field("namespace", "The subtree of memories that was asked about.")
                .field("collections", "The collections that were asked about; none when all were.")
                .field("asOf", "The moment of the past that was asked about.")
                .field("embedding", USED)
                .field("ranking", "The parameters that were not the default.")
                .field("tokens", "What the texts came to.")
                .field("items", "What was answered, the best first.");
    }
}
