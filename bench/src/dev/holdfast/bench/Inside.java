package dev.holdfast.bench;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a server did during a measurement, as its own metrics tell.
 *
 * @param roundTrips to the database for each request that was answered; less than one where requests shared them
 * @param collections of garbage
 * @param collecting share of the time
 * @param allocated bytes for each request
 */
record Inside(double roundTrips, long collections, double collecting, double allocated) {
    /** Counters since the start of the server. */
    record Counters(double roundTrips, double collections, double collectingMillis, double eden, double edenSize) {
        private static final Pattern ROUND_TRIPS = line("holdfast_sql_statement_seconds_count\\{[^}]*}");
        private static final Pattern COLLECTIONS = line("holdfast_jvm_gc_[A-Za-z0-9_]*_count(?:\\{[^}]*})?");
        private static final Pattern COLLECTING = line("holdfast_jvm_gc_[A-Za-z0-9_]*_time(?:\\{[^}]*})?");
        private static final Pattern EDEN = line("holdfast_jvm_memory_pools_[A-Za-z0-9_]*[Ee]den[A-Za-z_]*_used");
        private static final Pattern EDEN_SIZE = line("holdfast_jvm_memory_pools_[A-Za-z0-9_]*[Ee]den[A-Za-z_]*_committed");

        static Counters of(String metrics) {
            return new Counters(
                    sum(ROUND_TRIPS, metrics),
                    sum(COLLECTIONS, metrics),
                    sum(COLLECTING, metrics),
                    sum(EDEN, metrics),
                    sum(EDEN_SIZE, metrics));
        }

        /** @param seconds between the two */
        Inside since(Counters earlier, long operations, double seconds) {
            double collected = collections - earlier.collections;
            return new Inside(
                    (roundTrips - earlier.roundTrips) / operations,
                    Math.round(collected),
                    (collectingMillis - earlier.collectingMillis) / 1e3 / seconds,
                    Math.max(0, collected * edenSize + eden - earlier.eden) / operations);
        }

        private static Pattern line(String name) {
            return Pattern.compile("^" + name + " ([0-9.eE+-]+)", Pattern.MULTILINE);
        }

        private static double sum(Pattern line, String metrics) {
            double sum = 0;
            Matcher found = line.matcher(metrics);
            while (found.find()) {
                sum += Double.parseDouble(found.group(1));
            }
            return sum;
        }
    }
}
