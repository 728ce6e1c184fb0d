package dev.holdfast.ports.operations;

/**
 * One number behind a finding.
 *
 * @param name short and stable, such as {@code oldest_transaction}
 * @param unit {@code bytes}, {@code ms}, {@code s}, or empty for a count
 */
public record Figure(String name, long value, String unit) {
    public static Figure count(String name, long value) {
        return new Figure(name, value, "");
    }

    public static Figure bytes(String name, long value) {
        return new Figure(name, value, "bytes");
    }

    public static Figure millis(String name, long value) {
        return new Figure(name, value, "ms");
    }

    public static Figure seconds(String name, long value) {
        return new Figure(name, value, "s");
    }
}
