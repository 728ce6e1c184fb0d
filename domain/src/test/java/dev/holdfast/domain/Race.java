package dev.holdfast.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** Runs the same thing on many threads at once. */
public final class Race {
    private Race() {}

    /** What one runner returned, or what it threw. */
    public record Outcome<T>(Optional<T> value, Optional<RuntimeException> failure) {}

    /** Starts {@code runners} threads, lets all go at the same moment, and returns their outcomes in the order of their numbers. */
    public static <T> List<Outcome<T>> of(int runners, IntFunction<T> runner) {
        CountDownLatch ready = new CountDownLatch(runners);
        List<Future<Outcome<T>>> running = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < runners; i++) {
                int number = i;
                running.add(threads.submit(() -> {
                    ready.countDown();
                    ready.await();
                    return run(runner, number);
                }));
            }
        }
        return running.stream().map(Race::outcome).toList();
    }

    /** What those returned that did not fail. */
    public static <T> List<T> values(List<Outcome<T>> outcomes) {
        return outcomes.stream().flatMap(outcome -> outcome.value().stream()).toList();
    }

    /** What those threw that failed. */
    public static <T> List<RuntimeException> failures(List<Outcome<T>> outcomes) {
        return outcomes.stream().flatMap(outcome -> outcome.failure().stream()).toList();
    }

    private static <T> Outcome<T> run(IntFunction<T> runner, int number) {
        try {
            return new Outcome<>(Optional.of(runner.apply(number)), Optional.empty());
        } catch (RuntimeException failure) {
            return new Outcome<>(Optional.empty(), Optional.of(failure));
        }
    }

    private static <T> Outcome<T> outcome(Future<Outcome<T>> future) {
        try {
            return future.get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        } catch (ExecutionException failure) {
            throw new AssertionError("a runner died", failure.getCause());
        }
    }
}
