package dev.holdfast.bench;

import java.util.Optional;
import java.util.OptionalLong;

/** Holdfast, asked by wrk. */
final class OverHttp implements Contender {
    static final String NAME = "Holdfast";

    private final Holdfast holdfast;
    private final Database database;
    private final Wrk wrk;
    private final Meter meter;

    OverHttp(Holdfast holdfast, Database database, Wrk wrk, Meter meter) {
        this.holdfast = holdfast;
        this.database = database;
        this.wrk = wrk;
        this.meter = meter;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean does(Operation operation, int connections) {
        return true;
    }

    /** Teaches the server the way; what is refused meanwhile does not count. */
    void warmUp(Operation operation, int connections, int seconds) {
        requests(operation, connections, seconds);
        database.forgetNew();
    }

    @Override
    public Measurement measure(Operation operation, int connections, int seconds) {
        Inside.Counters before = Inside.Counters.of(holdfast.metrics());
        long start = System.nanoTime();
        Inside.Counters[] after = new Inside.Counters[1];
        double[] took = new double[1];
        Measurement result = meter.measured(
                operation, OptionalLong.of(holdfast.pid()), database::changes, connections, database::settle, () -> {
                    Wrk.Output output = requests(operation, connections, seconds);
                    took[0] = (System.nanoTime() - start) / 1e9;
                    after[0] = Inside.Counters.of(holdfast.metrics());
                    if (output.operations() == 0) {
                        throw new NothingDone("no request succeeded: " + output);
                    }
                    return Measurement.of(output);
                });
        database.forgetNew();
        return result.with(after[0].since(before, Math.max(1, result.operations()), took[0]));
    }

    private Wrk.Output requests(Operation operation, int connections, int seconds) {
        return wrk.run(holdfast.authority(), Optional.of(holdfast.key()), operation.requests(), connections, seconds);
    }
}
