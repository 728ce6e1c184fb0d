package dev.holdfast.domain.shared;

import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** What is made when it is asked for first, and once, however many ask then. What could not be made is tried again by who asks next. */
public final class Lazy<T> implements Supplier<T> {
    private final ReentrantLock making = new ReentrantLock();
    private final Supplier<T> maker;
    private volatile Optional<T> made = Optional.empty();

    public Lazy(Supplier<T> maker) {
        this.maker = maker;
    }

    @Override
    public T get() {
        return made.orElseGet(this::make);
    }

    private T make() {
        making.lock();
        try {
            if (made.isEmpty()) {
                made = Optional.of(maker.get());
            }
            return made.get();
        } finally {
            making.unlock();
        }
    }
}
