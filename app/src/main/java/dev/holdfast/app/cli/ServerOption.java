package dev.holdfast.app.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which running server is meant, and by which key it is called. A key is never an argument: these are for every user to see. */
final class ServerOption {
    @Option(names = "--url", paramLabel = "URL", description = "A running server, such as http://127.0.0.1:7070.")
    private @Nullable String url;

    @Option(
            names = "--key-file",
            paramLabel = "FILE",
            description = "Where the API key stands; HOLDFAST_API_KEY otherwise.")
    private @Nullable Path keyFile;

    /** By {@code --url}, else by HOLDFAST_URL. */
    Optional<URI> url(Surroundings surroundings) {
        return Optional.ofNullable(url)
                .or(() -> Optional.ofNullable(surroundings.environment().get("HOLDFAST_URL")))
                .map(ServerOption::checked);
    }

    private static URI checked(String text) {
        try {
            URI uri = URI.create(text);
            if (("http".equals(uri.getScheme()) || "https".equals(uri.getScheme())) && uri.getHost() != null) {
                return uri;
            }
        } catch (IllegalArgumentException malformed) {
            // It is no URL, and said to be none below.
        }
        throw new Failure(ExitCode.USAGE, "no URL of a server: " + text, "It begins with http:// or https://.");
    }

    String key(Surroundings surroundings) {
        if (keyFile == null) {
            return Optional.ofNullable(surroundings.environment().get("HOLDFAST_API_KEY"))
                    .map(String::strip)
                    .orElseThrow(() -> new Failure(
                            ExitCode.USAGE,
                            "a server is called with a key",
                            "Give it as HOLDFAST_API_KEY or by --key-file."));
        }
        try {
            return Files.readString(keyFile).strip();
        } catch (IOException unreadable) {
            throw new Failure(ExitCode.USAGE, "the file of the key cannot be read: " + keyFile, "");
        }
    }
}
