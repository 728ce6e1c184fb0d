package dev.holdfast.ports.operations;

/**
 * How one statement of the program ran since the process started. Times are of the statement alone: without the wait for a
 * connection, and each repetition by itself.
 *
 * @param statement its name, such as {@code MemoryMapper.find}
 * @param calls how often it ran, whether it came to an end or not
 * @param failures how often it did not
 * @param slow how often it took the threshold of slow statements or longer
 * @param rows what it answered or changed, all together
 * @param totalMs how long it ran, all together
 * @param medianMs half of the latest calls took no longer
 * @param highMs 95 of 100 of the latest calls took no longer
 * @param maxMs the longest
 */
public record StatementFigures(
        String statement,
        long calls,
        long failures,
        long slow,
        long rows,
        double totalMs,
        double medianMs,
        double highMs,
        double maxMs) {}
