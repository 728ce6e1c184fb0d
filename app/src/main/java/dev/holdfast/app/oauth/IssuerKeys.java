package dev.holdfast.app.oauth;

import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import dev.holdfast.domain.shared.IssuerUnavailable;
import java.io.IOException;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The public keys of the issuer. They are fetched in the background, when the server starts, every {@code FRESH} while they are asked
 * for, and when a token names a key that is not among them, though not more often than every {@code PAUSE}: who invents names of keys
 * makes nobody ask the issuer for them. While the issuer is away the keys that are known are good for {@code STALE}.
 */
public final class IssuerKeys {
    private static final Logger LOG = LoggerFactory.getLogger(IssuerKeys.class);
    private static final Duration FRESH = Duration.ofMinutes(10);
    private static final Duration STALE = Duration.ofHours(24);
    private static final Duration PAUSE = Duration.ofSeconds(10);
    /** How long a request waits for keys it cannot be answered without. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final int MIN_RSA_BITS = 2_048;

    /** Where the keys are. */
    @FunctionalInterface
    public interface Source {
        /** The issuer's JSON web key set, as it stands there now. */
        String fetch() throws IOException, InterruptedException;
    }

    /** @param at the ticker's time before they were asked for */
    private record Known(JWKSet keys, long at) {}

    /** @param at the ticker's time when it began */
    private record Attempt(CompletableFuture<Known> outcome, long at) {}

    private final Source source;
    private final LongSupplier ticker;
    private final ReentrantLock trying = new ReentrantLock();
    private volatile Optional<Known> known = Optional.empty();
    private volatile Optional<Attempt> last = Optional.empty();

    /** @param ticker nanoseconds that never step back */
    public IssuerKeys(Source source, LongSupplier ticker) {
        this.source = source;
        this.ticker = ticker;
    }

    /** Begins to fetch them, so that the first request need not wait. */
    public IssuerKeys begin() {
        attempt();
        return this;
    }

    /** @throws IssuerUnavailable when there are none, and none to be had in time */
    JWKSet known() {
        Optional<Known> there = known.filter(keys -> age(keys.at()) < STALE.toNanos());
        if (there.isEmpty()) {
            return await(attempt());
        }
        if (age(there.get().at()) > FRESH.toNanos()) {
            attempt();
        }
        return there.get().keys();
    }

    /** As {@link #known}, asked for anew unless that was done a moment ago. */
    JWKSet renewed() {
        Attempt attempt = attempt();
        return attempt.outcome().isDone() ? known() : await(attempt);
    }

    private JWKSet await(Attempt attempt) {
        try {
            return attempt.outcome()
                    .get(PATIENCE.toNanos(), TimeUnit.NANOSECONDS)
                    .keys();
        } catch (ExecutionException | TimeoutException away) {
            // Those there were before are better than none.
            return known.filter(keys -> age(keys.at()) < STALE.toNanos())
                    .map(Known::keys)
                    .orElseThrow(() -> new IssuerUnavailable(away));
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IssuerUnavailable(stopping);
        }
    }

    /** The attempt that runs, or was made a moment ago, or else a new one. */
    private Attempt attempt() {
        trying.lock();
        try {
            return last.filter(one -> !one.outcome().isDone() || age(one.at()) < PAUSE.toNanos())
                    .orElseGet(this::start);
        } finally {
            trying.unlock();
        }
    }

    private Attempt start() {
        Attempt next = new Attempt(new CompletableFuture<>(), ticker.getAsLong());
        last = Optional.of(next);
        Thread.ofVirtual().name("issuer-keys").start(() -> fetch(next));
        return next;
    }

    private void fetch(Attempt attempt) {
        try {
            Known found = new Known(usable(JWKSet.parse(source.fetch())), attempt.at());
            known = Optional.of(found);
            attempt.outcome().complete(found);
        } catch (IOException | ParseException | RuntimeException away) {
            LOG.warn("the keys of the issuer of access tokens cannot be had: {}", away.toString());
            attempt.outcome().completeExceptionally(away);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            attempt.outcome().completeExceptionally(stopping);
        }
    }

    /** Public keys of sufficient length; a secret in a key set is nobody's proof. */
    private static JWKSet usable(JWKSet all) {
        List<JWK> keys = all.getKeys().stream()
                .filter(AsymmetricJWK.class::isInstance)
                .filter(key -> !(key instanceof RSAKey rsa) || rsa.size() >= MIN_RSA_BITS)
                .map(JWK::toPublicJWK)
                .toList();
        return new JWKSet(keys);
    }

    private long age(long since) {
        return ticker.getAsLong() - since;
    }
}
