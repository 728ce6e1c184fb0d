package dev.holdfast.memory.support;

import dev.holdfast.domain.shared.TenantId;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * Rows of immutable values, apart for each tenant and ordered by key. To be used inside {@link InMemoryStore#read} or
 * {@link InMemoryStore#inTransaction}, and written only inside the latter.
 */
public final class InMemoryTable<K, V> {
    private final BooleanSupplier inTransaction;
    private final Comparator<? super K> order;
    private final NavigableMap<K, V> none;
    private final Map<TenantId, NavigableMap<K, V>> committed = new TreeMap<>();

    /** What the one transaction under way has written; an empty value is a removal. */
    private final Map<TenantId, Map<K, Optional<V>>> pending = new HashMap<>();

    InMemoryTable(BooleanSupplier inTransaction, Comparator<? super K> order) {
        this.inTransaction = inTransaction;
        this.order = order;
        // Not Collections.emptyNavigableMap(), which looks for keys in their natural order and so fails on keys without
        // one.
        this.none = Collections.unmodifiableNavigableMap(new TreeMap<>(order));
    }

    public Optional<V> find(TenantId tenant, K key) {
        if (inTransaction.getAsBoolean()) {
            Optional<V> written = pending.getOrDefault(tenant, Map.of()).get(key);
            if (written != null) {
                return written;
            }
        }
        return Optional.ofNullable(committed.getOrDefault(tenant, none).get(key));
    }

    /** The rows of a tenant in the order of their keys, unmodifiable; valid until the surrounding call ends. */
    public NavigableMap<K, V> rows(TenantId tenant) {
        NavigableMap<K, V> rows = committed.getOrDefault(tenant, none);
        if (!inTransaction.getAsBoolean() || !pending.containsKey(tenant)) {
            return Collections.unmodifiableNavigableMap(rows);
        }
        NavigableMap<K, V> merged = new TreeMap<>(order);
        merged.putAll(rows);
        apply(pending.getOrDefault(tenant, Map.of()), merged);
        return Collections.unmodifiableNavigableMap(merged);
    }

    /** The row of that key in each tenant that has one. */
    public Stream<V> anywhere(K key) {
        return tenants().flatMap(tenant -> find(tenant, key).stream());
    }

    /** Every row, tenant by tenant. */
    public Stream<V> everything() {
        return tenants().flatMap(tenant -> rows(tenant).values().stream());
    }

    private Stream<TenantId> tenants() {
        return inTransaction.getAsBoolean()
                ? Stream.concat(committed.keySet().stream(), pending.keySet().stream())
                        .distinct()
                        .sorted()
                : committed.keySet().stream();
    }

    public void put(TenantId tenant, K key, V value) {
        write(tenant, key, Optional.of(value));
    }

    public void remove(TenantId tenant, K key) {
        write(tenant, key, Optional.empty());
    }

    private void write(TenantId tenant, K key, Optional<V> value) {
        if (!inTransaction.getAsBoolean()) {
            throw new IllegalStateException("a table is written inside a transaction");
        }
        pending.computeIfAbsent(tenant, any -> new TreeMap<>(order)).put(key, value);
    }

    void commit() {
        pending.forEach(
                (tenant, written) -> apply(written, committed.computeIfAbsent(tenant, any -> new TreeMap<>(order))));
    }

    void discard() {
        pending.clear();
    }

    private static <K, V> void apply(Map<K, Optional<V>> written, Map<K, V> rows) {
        written.forEach((key, value) -> value.ifPresentOrElse(row -> rows.put(key, row), () -> rows.remove(key)));
    }
}
