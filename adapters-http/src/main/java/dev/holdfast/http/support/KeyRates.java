package dev.holdfast.http.support;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.holdfast.domain.identity.Principal;
import dev.holdfast.domain.shared.PrincipalId;
import dev.holdfast.domain.shared.TenantId;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * So many requests per second for each caller, with a store of some for bursts (the generic cell rate algorithm of ATM, ITU-T I.371:
 * one moment for each caller, at which all it has taken is paid for). Callers are remembered while they have not paid for all, and
 * {@value #MAX_CALLERS} of them at most; one that is forgotten begins anew.
 */
final class KeyRates {
    static final KeyRates NONE = new KeyRates(0, 1, System::nanoTime);

    private static final int MAX_CALLERS = 10_000;
    private static final long SECOND = 1_000_000_000L;

    private record Caller(TenantId tenant, PrincipalId principal) {
        static Caller of(Principal principal) {
            return new Caller(principal.tenant(), principal.id());
        }
    }

    private final int rate;
    private final int burst;
    private final long cost;
    private final LongSupplier ticker;
    private final Cache<Caller, AtomicLong> paid;

    /**
     * @param rate requests per second; 0 for no bound
     * @param burst requests at once after a pause, 1 or more
     * @param ticker nanoseconds that never step back
     */
    KeyRates(int rate, int burst, LongSupplier ticker) {
        this.rate = rate;
        this.burst = burst;
        this.cost = rate == 0 ? 0 : SECOND / rate;
        this.ticker = ticker;
        // After that long a caller has paid for all it can have taken.
        this.paid = Caffeine.newBuilder()
                .maximumSize(MAX_CALLERS)
                .expireAfterAccess(Duration.ofNanos(Math.max(SECOND, cost * burst)))
                .ticker(ticker::getAsLong)
                .executor(Runnable::run)
                .build();
    }

    /**
     * Takes one request from what the caller has left.
     *
     * @return what its answer says of the rest; nothing when there is no bound
     * @throws Refusal {@link Problem#RATE_LIMITED} when nothing is left
     */
    List<Header> take(Principal principal) {
        if (rate == 0) {
            return List.of();
        }
        AtomicLong moment = paid.get(Caller.of(principal), unknown -> new AtomicLong(ticker.getAsLong()));
        while (true) {
            long now = ticker.getAsLong();
            long before = moment.get();
            long after = Math.max(before - now, 0) + cost;
            long over = after - cost * burst;
            if (over > 0) {
                throw refusal(over);
            }
            if (moment.compareAndSet(before, now + after)) {
                return headers((cost * burst - after) / cost, after);
            }
        }
    }

    private Refusal refusal(long wait) {
        Refusal refusal = Refusal.of(
                        Problem.RATE_LIMITED,
                        "this key may make " + rate + " requests per second, and " + burst + " at once")
                .with("Retry-After", Long.toString(seconds(wait)));
        for (Header header : headers(0, wait)) {
            refusal = refusal.with(header.name(), header.value());
        }
        return refusal;
    }

    private List<Header> headers(long left, long wait) {
        return List.of(
                new Header("RateLimit-Policy", "\"key\";q=" + burst + ";w=" + seconds(cost * burst)),
                new Header("RateLimit", "\"key\";r=" + left + ";t=" + seconds(wait)));
    }

    private static long seconds(long nanos) {
        return Math.max(1, (nanos + SECOND - 1) / SECOND);
    }
}
