package dev.holdfast.bench.micro;

import dev.holdfast.domain.memory.Memory;
import dev.holdfast.domain.memory.MemoryId;
import dev.holdfast.domain.shared.JsonDocument;
import dev.holdfast.domain.shared.Namespace;
import dev.holdfast.domain.shared.PrincipalId;
import dev.holdfast.domain.shared.Revision;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;

/** What the measurements work on: as large as what the bench sends. */
public final class Samples {
    private static final String[] WORDS = {
        "harbour", "ledger", "of", "the", "quartz", "meadow", "and", "copper", "lantern", "orchard", "in", "signal", "velvet", "glacier"
    };

    /** About 400 characters of words. */
    public static final String TEXT = text(1, 60);

    public static final Instant NOW = Instant.parse("2026-03-01T12:00:00.123456Z");

    private Samples() {}

    public static String text(long seed, int words) {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < words; i++) {
            text.append(i == 0 ? "" : " ").append(WORDS[random.nextInt(WORDS.length)]);
        }
        return text.toString();
    }

    public static Memory memory() {
        return new Memory(
                new MemoryId(new UUID(0x0190_0000_0000_7000L, 0x8000_0000_0000_0001L)),
                new Namespace("bench/notes"),
                "1000000",
                TEXT,
                "note",
                5,
                List.of("bench", "note"),
                JsonDocument.of(Map.of("origin", "bench")),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Revision.FIRST,
                NOW,
                NOW,
                NOW,
                new PrincipalId("key:1"));
    }
}
