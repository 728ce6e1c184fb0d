package dev.holdfast.embedding.hashing;

/**
 * Something that occurs in a text.
 *
 * @param worth how much one occurrence says of the text
 * @param count its occurrences
 */
record Feature(double worth, int count) {
    Feature more() {
        return new Feature(worth, count + 1);
    }

    /** Grows ever more slowly with the occurrences, as the weight of a term does in text search. */
    double weight() {
        return worth * (1 + StrictMath.log(count));
    }
}
