package dev.holdfast.app;

import dev.holdfast.app.cli.CommandLineProgram;
import dev.holdfast.app.cli.Surroundings;
import dev.holdfast.app.storage.ConfiguredStorage;
import java.security.SecureRandom;
import java.time.Clock;

/** Where the program begins. */
public final class Main {
    private Main() {}

    public static void main(String... arguments) {
        Clock clock = Clock.systemUTC();
        SecureRandom random = new SecureRandom();
        Surroundings surroundings = new Surroundings(
                System.getenv(),
                System.in,
                System.out,
                System.err,
                clock,
                random,
                new ConfiguredStorage(clock, random));
        // Also when a library left a thread behind that is no daemon.
        System.exit(CommandLineProgram.run(surroundings, arguments));
    }
}
