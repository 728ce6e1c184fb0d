package dev.holdfast.postgres.memory;

import dev.holdfast.bench.micro.Samples;
import dev.holdfast.domain.memory.Memory;
import dev.holdfast.postgres.support.Rows;
import java.lang.reflect.Proxy;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** From a row to a record, without what the driver does: the values lie ready. Their retrieval through a proxy is part of the time. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Mapping {
    private static final OffsetDateTime NOW = Samples.NOW.atOffset(ZoneOffset.UTC);
    private static final String[] TAGS = {"bench", "note"};

    private final Array tags = (Array) Proxy.newProxyInstance(
            Mapping.class.getClassLoader(), new Class<?>[] {Array.class}, (proxy, method, arguments) -> TAGS);
    private final Object[] values = {
        "", new UUID(0x0190_0000_0000_7000L, 0x8000_0000_0000_0001L), "bench/notes", "1000000", Samples.TEXT, "note", 5, tags,
        "{\"origin\": \"bench\"}", null, null, null, null, 1L, NOW, NOW, NOW, "key:1"
    };
    private final ResultSet rows = (ResultSet) Proxy.newProxyInstance(
            Mapping.class.getClassLoader(),
            new Class<?>[] {ResultSet.class},
            (proxy, method, arguments) -> method.getName().equals("wasNull") ? false : values[(int) arguments[0]]);

    @Benchmark
    public Memory recordOfARow() throws SQLException {
        return MemoryRows.memory(Rows.of(rows));
    }
}
