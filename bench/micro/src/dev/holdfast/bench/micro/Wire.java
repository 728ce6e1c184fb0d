package dev.holdfast.bench.micro;

import dev.holdfast.domain.memory.Memory;
import dev.holdfast.domain.shared.Cursor;
import dev.holdfast.domain.shared.JsonDocument;
import dev.holdfast.domain.shared.Secret;
import dev.holdfast.http.support.CursorCodec;
import dev.holdfast.http.support.Json;
import dev.holdfast.http.support.JsonReader;
import dev.holdfast.http.support.RecordShape;
import dev.holdfast.ports.identity.SecretHasher;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Between the socket and the services: JSON in and out, the check of a key, cursors. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Wire {
    /** As the body of a memory that is set. */
    public record Body(
            String content,
            Optional<String> category,
            Optional<Integer> importance,
            Optional<List<String>> tags,
            Optional<JsonDocument> metadata) {}

    private static final byte[] SECRET = "a secret of more than thirty-two bytes".getBytes(StandardCharsets.UTF_8);
    private static final byte[] BINDING = new byte[32];

    private final Memory memory = Samples.memory();
    private final RecordShape shape = RecordShape.of(Body.class);
    private final byte[] body = Json.write(Map.of(
            "content", Samples.TEXT, "category", "note", "importance", 5, "tags", List.of("bench", "note"),
            "metadata", Map.of("origin", "bench")));
    private final SecretHasher hasher = new SecretHasher(SECRET);
    private final Secret secret = new Secret("0123456789012345678901234567890123456789012");
    private final String hash = hasher.hash(secret);
    private final CursorCodec cursors = new CursorCodec(SECRET, Clock.systemUTC());
    private final Cursor cursor = new Cursor(List.of("bench/notes", "1000000"));
    private final String encoded = cursors.encode(cursor, BINDING);

    @Benchmark
    public byte[] jsonOut() {
        return Json.write(memory);
    }

    @Benchmark
    public Object jsonIn() {
        return JsonReader.read(body, shape, 1_000);
    }

    @Benchmark
    public boolean keyCheck() {
        return hasher.matches(secret, hash);
    }

    @Benchmark
    public String cursorOut() {
        return cursors.encode(cursor, BINDING);
    }

    @Benchmark
    public Cursor cursorIn() {
        return cursors.decode(encoded, BINDING);
    }
}
