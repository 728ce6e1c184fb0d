package dev.holdfast.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** pgbench, which sends the SQL that the server sends; the server stands still meanwhile. */
final class ByPgbench implements Contender {
    static final String NAME = "pgbench";
    static final String FEW_NAME = "pgbench, 16";

    /** More than this do not make pgbench faster on a small machine. */
    static final int FEW = 16;

    private static final int PEAK_SECONDS = 5;

    private final boolean few;
    private final Holdfast holdfast;
    private final Database database;
    private final Pgbench pgbench;
    private final Scripts scripts;
    private final Meter meter;

    /** @param few whether with few connections, where that is faster, instead of as many as Holdfast has */
    ByPgbench(boolean few, Holdfast holdfast, Database database, Pgbench pgbench, Scripts scripts, Meter meter) {
        this.few = few;
        this.holdfast = holdfast;
        this.database = database;
        this.pgbench = pgbench;
        this.scripts = scripts;
        this.meter = meter;
    }

    @Override
    public String name() {
        return few ? FEW_NAME : NAME;
    }

    @Override
    public boolean does(Operation operation, int connections) {
        return !few || connections == Options.BUSY && operation.core();
    }

    @Override
    public Measurement measure(Operation operation, int connections, int seconds) {
        return holdfast.standingStill(database, () -> {
            Measurement result = meter.measured(
                    operation, OptionalLong.empty(), database::changes, 0, () -> {}, () -> Measurement.of(
                            run(operation, few ? FEW : connections, seconds, Duration.ZERO, List.of())));
            database.forgetNew();
            return result;
        });
    }

    /**
     * How far its slowest answers are from the usual one at a share of its own peak, found just before. Requests come at random
     * here, and a latency counts from when its request was due. Nothing when the machine stood still meanwhile.
     *
     * @param warmUp before what counts: its connections prepare their statements then
     */
    Optional<Ratio> tail(Operation operation, double share, Duration warmUp, Duration time) {
        try {
            return Optional.of(holdfast.standingStill(database, () -> {
                Pgbench.Output peak = run(operation, FEW, PEAK_SECONDS, Duration.ZERO, List.of());
                String rate = String.format(Locale.ROOT, "%.0f", peak.rate() * share);
                int seconds = (int) time.plus(warmUp).toSeconds();
                Pgbench.Output output = run(operation, FEW, seconds, warmUp, List.of("-R", rate));
                database.forgetNew();
                return Quantity.milliseconds(output.p99() / 1e3).to(Quantity.milliseconds(output.p50() / 1e3), "median");
            }));
        } catch (NothingDone stalled) {
            return Optional.empty();
        }
    }

    private Pgbench.Output run(
            Operation operation, int connections, int seconds, Duration warmUp, List<String> more) {
        List<String> amount = new ArrayList<>(List.of("-T", Integer.toString(seconds)));
        amount.addAll(more);
        return pgbench.run(
                operation.kind(), scripts.of(operation), connections, amount, warmUp, Duration.ofSeconds(seconds + 60L));
    }
}
