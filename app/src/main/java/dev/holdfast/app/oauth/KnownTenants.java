package dev.holdfast.app.oauth;

import dev.holdfast.domain.shared.TenantId;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Which tenants there are. A token of one that is not known makes the store be asked, at most once in {@code PAUSE}. */
public final class KnownTenants implements Predicate<TenantId> {
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** @param at the ticker's time before they were asked for */
    private record Seen(Set<TenantId> tenants, long at) {}

    private final Supplier<List<TenantId>> list;
    private final LongSupplier ticker;
    private volatile Seen seen;

    /** @param ticker nanoseconds that never step back */
    public KnownTenants(Supplier<List<TenantId>> list, LongSupplier ticker) {
        this.list = list;
        this.ticker = ticker;
        this.seen = new Seen(Set.of(), ticker.getAsLong() - PAUSE.toNanos());
    }

    @Override
    public boolean test(TenantId tenant) {
        Seen now = seen;
        if (!now.tenants().contains(tenant) && ticker.getAsLong() - now.at() >= PAUSE.toNanos()) {
            long at = ticker.getAsLong();
            now = new Seen(Set.copyOf(list.get()), at);
            seen = now;
        }
        return now.tenants().contains(tenant);
    }
}
