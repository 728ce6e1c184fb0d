package dev.holdfast.http.operations;

import dev.holdfast.ports.operations.Readiness;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a {@link Readiness} at most a few times a second, however often the server is asked, because anybody may ask it. While one
 * caller asks anew, the others get what was found last.
 */
final class RecentReadiness implements Readiness {
    private static final Logger LOG = LoggerFactory.getLogger(RecentReadiness.class);

    /** @param at the ticker's time before it was asked */
    private record Found(List<Check> checks, long at) {}

    private final Readiness readiness;
    private final long trust;
    private final LongSupplier ticker;
    private final AtomicReference<@Nullable Found> last = new AtomicReference<>();
    private final AtomicBoolean asking = new AtomicBoolean();

    /** @param ticker nanoseconds that never step back */
    RecentReadiness(Readiness readiness, Duration trust, LongSupplier ticker) {
        this.readiness = readiness;
        this.trust = trust.toNanos();
        this.ticker = ticker;
    }

    @Override
    public List<Check> check() {
        Found known = last.get();
        boolean recent = known != null && ticker.getAsLong() - known.at() < trust;
        if (known != null && (recent || !asking.compareAndSet(false, true))) {
            return known.checks();
        }
        try {
            long at = ticker.getAsLong();
            Found found = new Found(ask(), at);
            last.set(found);
            return found.checks();
        } finally {
            asking.set(false);
        }
    }

    private List<Check> ask() {
        try {
            return readiness.check();
        } catch (RuntimeException broken) {
            LOG.error("a readiness check failed instead of answering", broken);
            return List.of(new Check("readiness", false, "the check itself failed"));
        }
    }
}
