package dev.holdfast.bench;

/** Somebody who can do an operation. */
interface Contender {
    String name();

    boolean does(Operation operation, int connections);

    Measurement measure(Operation operation, int connections, int seconds);
}
