package dev.holdfast.domain.recall;

/** How many tokens of a language model a text will be, about. */
public final class Tokens {
    private Tokens() {}

    public static int estimate(String text) {
        return (text.length() + 3) / 4;
    }
}
