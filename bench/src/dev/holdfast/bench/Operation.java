package dev.holdfast.bench;

import java.util.Locale;
import java.util.Optional;

/** What is measured: one request, and what it makes the server send to the database. */
enum Operation {
    READ("point read"),
    UPSERT_ONCE("upsert with Idempotency-Key"),
    UPSERT("upsert");

    private final String title;

    Operation(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    String kind() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean writes() {
        return this != READ;
    }

    String method() {
        return writes() ? "PUT" : "GET";
    }

    Optional<String> body(Workload workload, int number) {
        return writes() ? Optional.of(workload.body(number)) : Optional.empty();
    }
}
