package dev.holdfast.memory.support;

import dev.holdfast.domain.shared.DeadlineExceeded;
import dev.holdfast.domain.shared.Scope;
import dev.holdfast.domain.shared.StoreFault;
import dev.holdfast.domain.shared.StoreUnavailable;
import dev.holdfast.domain.shared.TenantId;
import dev.holdfast.ports.shared.Transactions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * The transactions over all tables of one storage. One thread at a time writes; what it writes waits beside the tables, seen by
 * that thread alone, until it is committed as a whole. Readers never wait for a transaction, only for the instant of a commit.
 */
public final class InMemoryStore implements Transactions {
    private final Clock clock;
    private final ReentrantLock writer = new ReentrantLock();
    private final ReentrantReadWriteLock committed = new ReentrantReadWriteLock();
    private final List<InMemoryTable<?, ?>> tables = new ArrayList<>();

    // Both guarded by the writer lock.
    private Optional<TenantId> tenant = Optional.empty();
    private boolean doomed;

    public InMemoryStore(Clock clock) {
        this.clock = clock;
    }

    /** A new empty table. To be called while the storage is put together, before any thread uses it. */
    public <K, V> InMemoryTable<K, V> table(Comparator<? super K> order) {
        InMemoryTable<K, V> table = new InMemoryTable<>(writer::isHeldByCurrentThread, order);
        tables.add(table);
        return table;
    }

    @Override
    public <T> T inTransaction(Scope scope, String name, Supplier<T> work) {
        return inTransaction(scope, work);
    }

    /** A change of several tables, which has no name. */
    public <T> T inTransaction(Scope scope, Supplier<T> work) {
        if (writer.isHeldByCurrentThread()) {
            return join(scope, work);
        }
        acquire(writer, scope.deadline());
        try {
            tenant = Optional.of(scope.tenant());
            T result = work.get();
            if (doomed) {
                throw new StoreFault(new IllegalStateException("a call that joined this transaction failed"));
            }
            commit();
            return result;
        } finally {
            tables.forEach(InMemoryTable::discard);
            doomed = false;
            writer.unlock();
        }
    }

    /** Runs {@code query} on one consistent state: the committed one, or that of the transaction it is called in. */
    public <T> T read(Instant deadline, Supplier<T> query) {
        if (writer.isHeldByCurrentThread()) {
            requireTime(deadline);
            return query.get();
        }
        Lock lock = committed.readLock();
        acquire(lock, deadline);
        try {
            return query.get();
        } finally {
            lock.unlock();
        }
    }

    private <T> T join(Scope scope, Supplier<T> work) {
        requireTime(scope.deadline());
        boolean done = false;
        try {
            if (!tenant.equals(Optional.of(scope.tenant()))) {
                throw new StoreFault(new IllegalStateException("a transaction belongs to one tenant"));
            }
            T result = work.get();
            done = true;
            return result;
        } finally {
            // Whoever began the transaction may have caught the failure: it must not commit the half of the work.
            doomed |= !done;
        }
    }

    private void commit() {
        Lock lock = committed.writeLock();
        lock.lock();
        try {
            tables.forEach(InMemoryTable::commit);
        } finally {
            lock.unlock();
        }
    }

    private void acquire(Lock lock, Instant deadline) {
        Duration left = requireTime(deadline);
        try {
            if (!lock.tryLock(left.toMillis() + 1, TimeUnit.MILLISECONDS)) {
                throw deadlineExceeded();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailable(interrupted);
        }
    }

    private Duration requireTime(Instant deadline) {
        Duration left = Duration.between(clock.instant(), deadline);
        if (!left.isPositive()) {
            throw deadlineExceeded();
        }
        return left;
    }

    private static DeadlineExceeded deadlineExceeded() {
        return new DeadlineExceeded(new TimeoutException("the deadline of the call has passed"));
    }
}
