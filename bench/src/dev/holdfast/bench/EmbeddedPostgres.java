package dev.holdfast.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/** The one that the server brings, starts and stops. */
record EmbeddedPostgres(Path home, int port) implements Postgres {
    @Override
    public String password() {
        return Texts.read(home.resolve("secrets/postgres-superuser")).strip();
    }

    @Override
    public Path log() {
        return file("server.log");
    }

    @Override
    public long pid() {
        return Long.parseLong(Texts.read(file("data/postmaster.pid")).lines().findFirst().orElseThrow());
    }

    @Override
    public Map<String, String> environment() {
        return Map.of("HOLDFAST_EMBEDDED_PORT", Integer.toString(port));
    }

    private Path file(String name) {
        try (Stream<Path> versions = Files.list(home.resolve("postgres"))) {
            return versions.map(version -> version.resolve(name))
                    .filter(Files::exists)
                    .findFirst()
                    .orElseThrow(() -> new BenchException("the embedded PostgreSQL has no " + name));
        } catch (IOException failed) {
            throw new BenchException("the embedded PostgreSQL is not where it should be", failed);
        }
    }
}
