package dev.holdfast.bench;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/** pgbench, which sends the SQL that the server sends; the server stands still meanwhile. */
final class ByPgbench implements Contender {
    static final String NAME = "pgbench";
    static final String FEW_NAME = "pgbench, 16";

    /** More than this do not make pgbench faster on a small machine. */
    static final int FEW = 16;

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
                    operation, OptionalLong.empty(), database::changes, 0, () -> {}, () -> Measurement.of(pgbench.run(
                            operation.kind(),
                            scripts.of(operation),
                            few ? FEW : connections,
                            List.of("-T", Integer.toString(seconds)),
                            Duration.ofSeconds(seconds + 60L))));
            database.forgetNew();
            return result;
        });
    }
}
