package dev.holdfast.bench;

import java.util.Random;

/** The memories: about 500 bytes each, in one namespace, with keys that follow one another; every one as likely as the other. */
final class Workload {
    static final String NAMESPACE = "bench/notes";
    static final String PATH = "/v1/memories/bench%2Fnotes/";
    /** Where memories are that were not there before; they are forgotten between measurements. */
    static final String NEW = "bench/new";

    static final String NEW_PATH = "/v1/memories/bench%2Fnew/";
    static final int FIRST_KEY = 1_000_000;
    /** The members of a memory besides its content. */
    static final String REST =
            "\"category\":\"note\",\"importance\":5,\"tags\":[\"bench\",\"note\"],\"metadata\":{\"origin\":\"bench\"}";

    private static final int WORDS = 3_000;
    private static final int WORDS_OF_A_MEMORY = 55;
    private static final String[] SYLLABLES = {
        "ba", "co", "del", "fi", "gra", "hum", "jo", "ka", "lis", "mon", "ne", "or", "pa", "qui", "ros", "ste", "tu", "vel", "win", "za"
    };

    private final int rows;
    private final String[] words = new String[WORDS];

    Workload(int rows) {
        this.rows = rows;
        Random random = new Random(1);
        for (int i = 0; i < WORDS; i++) {
            StringBuilder word = new StringBuilder();
            for (int syllables = 1 + random.nextInt(4); syllables > 0; syllables--) {
                word.append(SYLLABLES[random.nextInt(SYLLABLES.length)]);
            }
            words[i] = word.toString();
        }
    }

    int rows() {
        return rows;
    }

    int lastKey() {
        return FIRST_KEY + rows - 1;
    }

    /** What memory {@code i} holds at first. */
    String content(int i) {
        Random random = new Random(i);
        StringBuilder text = new StringBuilder();
        for (int word = 0; word < WORDS_OF_A_MEMORY; word++) {
            text.append(words[random.nextInt(WORDS)]).append(' ');
        }
        return text.append(FIRST_KEY + i).toString();
    }

    private String newContent() {
        String text = content(-1);
        return text.substring(0, text.lastIndexOf(' ') + 1);
    }

    /** The body of a request that sets a memory. */
    String body() {
        return "{\"content\":\"" + newContent() + Place.NUMBER.token() + "\"," + REST + "}";
    }

    /** Three words of a memory there is, which others have too. */
    String question(int i) {
        String[] text = content((int) ((i * 2_654_435_761L >>> 8) % rows)).split(" ");
        return text[3] + ' ' + text[20] + ' ' + text[40];
    }

    /** The batch of the memories from {@code first} to before {@code last}. */
    String batch(int first, int last) {
        StringBuilder json = new StringBuilder("{\"memories\":[");
        for (int i = first; i < last; i++) {
            json.append(i == first ? "" : ",")
                    .append("{\"namespace\":\"")
                    .append(NAMESPACE)
                    .append("\",\"key\":\"")
                    .append(FIRST_KEY + i)
                    .append("\",\"content\":\"")
                    .append(content(i))
                    .append("\",")
                    .append(REST)
                    .append('}');
        }
        return json.append("]}").toString();
    }
}
