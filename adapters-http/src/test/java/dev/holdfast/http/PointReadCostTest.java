package dev.holdfast.http;

import static dev.holdfast.http.Api.memory;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.holdfast.domain.identity.Role;
import dev.holdfast.domain.shared.TenantId;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What a point read costs, counted rather than timed: the bytes of its answer, and the bytes that the server allocates for it above the
 * storage. Whoever makes it cost more says so by changing the figure here.
 */
final class PointReadCostTest {
    /** Head and body. */
    private static final int ANSWER_BYTES = 988;

    /** On the Java that the project prefers; others allocate a little otherwise. */
    private static final long ALLOCATED_BYTES = 9_200;

    private static final int PREFERRED_JAVA = 25;
    private static final int WARM_UP = 20_000;
    private static final int BATCHES = 20;
    private static final int READS = 500;

    private final Clock clock = Clock.fixed(Instant.parse("2026-03-01T12:00:00.123456Z"), ZoneOffset.UTC);
    private final HttpUnderTest server = HttpUnderTest.over(new StorageInMemory(clock), clock);
    private String request = "";

    @BeforeEach
    void write() {
        TenantId tenant = server.tenant();
        String key = server.key(tenant, Role.ADMIN);
        server.api()
                .as(key)
                .put(
                        memory("bench/notes", "1000000"),
                        "{\"content\":\"" + "four ".repeat(80)
                                + "\",\"category\":\"note\",\"importance\":5,\"tags\":[\"bench\",\"note\"],"
                                + "\"metadata\":{\"origin\":\"bench\"}}")
                .expect(201);
        request = "GET " + memory("bench/notes", "1000000")
                + " HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Request-Id: request-1\r\nAuthorization: Bearer " + key
                + "\r\n\r\n";
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void theAnswerShouldHaveThatManyBytes() {
        try (RawConnection connection = new RawConnection(server.port())) {
            assertThat(bytes(connection.send(request).answer())).isEqualTo(ANSWER_BYTES);
        }
    }

    @Test
    void aReadShouldNotAllocateATenthMoreOrLess() throws IOException {
        double tolerance = Runtime.version().feature() == PREFERRED_JAVA ? 0.1 : 0.5;
        byte[] asked = request.getBytes(StandardCharsets.ISO_8859_1);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setTcpNoDelay(true);
            read(socket, asked, WARM_UP);
            long[] batches = LongStream.generate(() -> {
                        long before = threads.getTotalThreadAllocatedBytes();
                        read(socket, asked, READS);
                        return (threads.getTotalThreadAllocatedBytes() - before) / READS;
                    })
                    .limit(BATCHES)
                    .sorted()
                    .toArray();

            assertThat((double) batches[BATCHES / 4])
                    .as("of batches of %d: %s", READS, Arrays.toString(batches))
                    .isBetween(ALLOCATED_BYTES * (1 - tolerance), ALLOCATED_BYTES * (1 + tolerance));
        }
    }

    /** Into one buffer, so that the caller allocates next to nothing itself. */
    private static void read(Socket socket, byte[] asked, int times) {
        byte[] answer = new byte[ANSWER_BYTES];
        try {
            OutputStream out = socket.getOutputStream();
            InputStream in = socket.getInputStream();
            for (int i = 0; i < times; i++) {
                out.write(asked);
                if (in.readNBytes(answer, 0, answer.length) < answer.length) {
                    throw new EOFException();
                }
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static int bytes(RawConnection.Answer answer) {
        return (answer.head() + "\r\n\r\n" + answer.body()).getBytes(StandardCharsets.UTF_8).length;
    }
}
