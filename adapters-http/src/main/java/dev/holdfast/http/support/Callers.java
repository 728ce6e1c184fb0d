package dev.holdfast.http.support;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.holdfast.domain.identity.Principal;
import dev.holdfast.domain.shared.Digest;
import dev.holdfast.domain.shared.NotAuthenticated;
import dev.holdfast.domain.shared.Staleness;
import dev.holdfast.ports.identity.Authenticator;
import dev.holdfast.ports.identity.Caller;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

/**
 * Finds out who calls. A key that was good is trusted for at most {@code trust} from the moment its look-up began, so a
 * revocation takes effect within that time; from half of that on, one of its callers looks it up again while the others go on.
 * Refusals are not remembered, nor is what a copy of the store says, which may have missed the revocation. The memory knows keys by their digest only.
 */
final class Callers {
    private static final String BEARER = "bearer ";
    private static final int MAX_KEYS = 10_000;

    /** Four words of a digest of the presented key. */
    private record Fingerprint(long a, long b, long c, long d) {
        static Fingerprint of(String presented) {
            ByteBuffer digest = ByteBuffer.wrap(new Digest().add(presented).bytes());
            return new Fingerprint(digest.getLong(), digest.getLong(), digest.getLong(), digest.getLong());
        }
    }

    /** @param since the ticker's time just before the look-up */
    private record Known(Caller caller, long since, AtomicBoolean renewing) {}

    private final Authenticator authenticator;
    private final Clock clock;
    private final LongSupplier ticker;
    private final long trust;
    private final Cache<Fingerprint, Known> known;

    /** @param ticker nanoseconds that never step back */
    Callers(Authenticator authenticator, Clock clock, LongSupplier ticker, Duration trust) {
        this.authenticator = authenticator;
        this.clock = clock;
        this.ticker = ticker;
        this.trust = trust.toNanos();
        this.known = Caffeine.newBuilder()
                .maximumSize(MAX_KEYS)
                .expireAfterWrite(trust.plusMillis(1))
                .executor(Runnable::run)
                .build();
    }

    /** @throws NotAuthenticated unless the request presents a key or a token that is good now */
    Principal require(Incoming request, Instant deadline, String requestId, Staleness staleness) {
        String presented = presented(request).orElseThrow(NotAuthenticated::new);
        Fingerprint fingerprint = Fingerprint.of(presented);
        Known found = known.getIfPresent(fingerprint);
        if (found != null && trusted(found)) {
            return found.caller().principal();
        }
        return lookUp(presented, fingerprint, deadline, requestId, staleness);
    }

    private boolean trusted(Known found) {
        long age = ticker.getAsLong() - found.since();
        return age < trust
                && found.caller().knownAt(clock.instant())
                && (age < trust / 2 || !found.renewing().compareAndSet(false, true));
    }

    private Principal lookUp(
            String presented, Fingerprint fingerprint, Instant deadline, String requestId, Staleness staleness) {
        long since = ticker.getAsLong();
        try {
            Caller caller = authenticator.caller(presented, deadline, requestId, staleness);
            if (staleness.oldest().isEmpty()) {
                known.put(fingerprint, new Known(caller, since, new AtomicBoolean()));
            }
            return caller.principal();
        } catch (NotAuthenticated refused) {
            known.invalidate(fingerprint);
            throw refused;
        }
    }

    /** The key in {@code Authorization: Bearer} or {@code X-Api-Key}; two different ones are none. */
    private static Optional<String> presented(Incoming request) {
        Optional<String> bearer = request.header("Authorization")
                .filter(value ->
                        value.length() > BEARER.length() && value.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                .map(value -> value.substring(BEARER.length()).strip());
        Optional<String> apiKey = request.header("X-Api-Key");
        if (bearer.isPresent() && apiKey.isPresent() && !bearer.equals(apiKey)) {
            return Optional.empty();
        }
        return bearer.or(() -> apiKey);
    }
}
