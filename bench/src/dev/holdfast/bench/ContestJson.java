package dev.holdfast.bench;

import java.util.LinkedHashMap;
import java.util.Map;

/** A contest for other programs: each ratio, and what each round had of whom. */
final class ContestJson {
    private ContestJson() {}

    static Map<String, Object> of(Contest contest) {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("operation", contest.operation().kind());
        one.put("connections", contest.connections());
        Map<String, Object> ratios = new LinkedHashMap<>();
        contest.contenders().stream()
                .filter(name -> !name.equals(OverHttp.NAME))
                .forEach(name -> contest.rate(name).ifPresent(ratio -> ratios.put(name, ratio.value())));
        one.put("ratio_to", ratios);
        one.put("disturbed", contest.disturbed());
        one.put("rounds", contest.rounds().stream().map(ContestJson::round).toList());
        one.put("repeated", contest.repeated().stream().map(ContestJson::round).toList());
        return one;
    }

    private static Map<String, Object> round(Contest.Round round) {
        Map<String, Object> of = new LinkedHashMap<>();
        of.put("disturbed", round.disturbed());
        round.of().forEach((name, measurement) -> of.put(name, measurement(measurement)));
        return of;
    }

    private static Map<String, Object> measurement(Measurement measurement) {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("operations", measurement.operations());
        one.put("per_second", measurement.rate());
        one.put("refused", measurement.refused());
        one.put("p50_micros", measurement.p50());
        one.put("p99_micros", measurement.p99());
        measurement.bytes().ifPresent(bytes -> one.put("bytes_per_answer", bytes));
        measurement.memory().ifPresent(bytes -> one.put("resident_bytes", bytes));
        measurement.inside().ifPresent(inside -> one.put(
                "inside",
                Map.of(
                        "round_trips_per_request", inside.roundTrips(),
                        "collections", inside.collections(),
                        "share_of_time_collecting", inside.collecting(),
                        "allocated_bytes_per_request", inside.allocated())));
        measurement.cpu().ifPresent(shares -> one.put("busy_processors", processors(shares)));
        return one;
    }

    static Map<String, Double> processors(Cpu.Shares shares) {
        return Map.of(
                "server", shares.server(),
                "postgresql", shares.database(),
                "generator", shares.generator(),
                "others", shares.others());
    }
}
