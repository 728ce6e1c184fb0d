package dev.holdfast.app.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/** A server process to be killed: opens the home folder, says what it does, and stays until its input ends. */
final class ServerProcess {

    static final String UP = "up ";

    private ServerProcess() {}

    public static void main(String[] arguments) throws IOException {
        EmbeddedSettings settings = EmbeddedHomes.settings(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
        try (EmbeddedDatabase database = EmbeddedPostgres.open(settings, ServerProcess::say)) {
            say(UP + database.pid());
            System.in.transferTo(OutputStream.nullOutputStream());
        }
    }

    private static void say(String line) {
        System.out.println(line);
    }
}
