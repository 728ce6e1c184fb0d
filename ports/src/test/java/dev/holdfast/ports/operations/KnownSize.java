package dev.holdfast.ports.operations;

import dev.holdfast.domain.shared.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A store of a size that is known. */
public final class KnownSize implements StoreSize {
    @Override
    public SizeReport report() {
        Instant at = Instant.parse("2026-01-31T12:00:00Z");
        return new SizeReport(
                81_920,
                List.of(new TableSize(
                        "memory", 120, 60, 81_920, 40_960, 32_768, 8_192, Optional.of(at), Optional.empty(), 4_711)),
                List.of(
                        Finding.warning(
                                "vacuum",
                                "a third of memory is dead rows",
                                "VACUUM (ANALYZE) holdfast.memory;",
                                Figure.count("dead_rows", 60)),
                        Finding.ok("wraparound", "far away")));
    }

    @Override
    public List<TenantRows> tenants() {
        return List.of(new TenantRows(new TenantId("acme"), 120));
    }
}
