package dev.holdfast.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.http.Api;
import dev.holdfast.http.Api.Got;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The disk is full: of everything, and of the log alone. Writes are refused, what was acknowledged stays, and with room the server goes on
 * by itself. Needs a small file system of its own, see {@code scripts/drills}.
 */
class FullDiskDrill {
    private static final Path DISK = Path.of(System.getProperty("holdfast.drill.disk", ""));

    /** What is left of the disk at first, in bytes. */
    private static final long ROOM = 40 << 20;

    private static final int MOST_WRITES = 2_000;
    private static final Duration HEALED = Duration.ofSeconds(60);

    @RegisterExtension
    static final Nodes NODES = Nodes.perTest();

    private final RandomGenerator random = RandomGenerator.getDefault();
    private final Ledger ledger = new Ledger("full");

    @ParameterizedTest
    @ValueSource(strings = {"data", "data/pg_wal"})
    void aFullDiskShouldCostNothingThatWasAcknowledged(String onDisk) throws IOException {
        Home home = NODES.home();
        move(home.folder().resolve("postgres").resolve("17").resolve(onDisk), DISK.resolve(onDisk.replace('/', '-')));
        Node node = NODES.serve(home);
        Api admin = node.first();
        Path ballast = DISK.resolve("ballast");
        fill(ballast, Files.getFileStore(DISK).getUsableSpace() - ROOM);

        int refusals = 0;
        for (int i = 0; i < MOST_WRITES && refusals < 5; i++) {
            if (!written(admin, i)) {
                refusals++;
            }
        }

        assertThat(refusals).as("refusals").isPositive();
        assertThat(node.api().get("/livez").status()).isEqualTo(200);
        assertThat(node.program().isAlive()).isTrue();

        Files.delete(ballast);
        await().atMost(HEALED)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> written(admin, MOST_WRITES + ledger.size()));
        await().atMost(HEALED).until(() -> node.api().get("/readyz").status() == 200);
        ledger.shouldBeWhatIsStored(admin);
        ledger.shouldBeWhatWasAudited(admin);
        NODES.run(home, "doctor");
    }

    private boolean written(Api admin, int number) {
        byte[] noise = new byte[48 * 1024]; // which does not compress
        random.nextBytes(noise);
        String content = number + " " + Base64.getEncoder().encodeToString(noise);
        String key = "k" + number;
        return attempt(admin, number, key, content)
                .filter(got -> {
                    ledger.acknowledge(key, got);
                    return true;
                })
                .isPresent();
    }

    private Optional<Got> attempt(Api admin, int number, String key, String content) {
        Got got = admin.with("X-Request-Timeout-Ms", "3000")
                .with("Idempotency-Key", "full-" + number)
                .put(Api.memory(ledger.namespace(), key), Api.json(Map.of("content", content)));
        if (got.status() < 300) {
            return Optional.of(got);
        }
        assertThat(got.status()).as(got.text()).isIn(503, 507);
        assertThat(got.text()).doesNotContain("pg_wal").doesNotContain("could not");
        // Whether it happened is asked again, so that the ledger knows what is there.
        return got.code().equals("outcome_unknown") ? attempt(admin, number, key, content) : Optional.empty();
    }

    private static void move(Path folder, Path to) {
        run("cp", "-a", folder.toString(), to.toString());
        run("rm", "-r", folder.toString());
        run("ln", "-s", to.toString(), folder.toString());
    }

    private static void fill(Path file, long bytes) throws IOException {
        try (RandomAccessFile ballast = new RandomAccessFile(file.toFile(), "rw")) {
            byte[] piece = new byte[1 << 20];
            for (long left = bytes; left > 0; left -= piece.length) {
                ballast.write(piece, 0, (int) Math.min(piece.length, left));
            }
        }
    }

    private static void run(String... command) {
        try {
            assertThat(new ProcessBuilder(command)
                            .inheritIO()
                            .start()
                            .onExit()
                            .join()
                            .exitValue())
                    .isZero();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
