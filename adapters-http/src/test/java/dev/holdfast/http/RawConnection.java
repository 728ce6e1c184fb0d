package dev.holdfast.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A connection that sends what no polite client would. */
public final class RawConnection implements AutoCloseable {
    private static final Pattern LENGTH = Pattern.compile("(?i)\r\nContent-Length: (\\d+)\r\n");

    private final Socket socket;

    RawConnection(int port) {
        this(port, new Socket());
    }

    private RawConnection(int port, Socket unconnected) {
        try {
            socket = unconnected;
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            socket.setSoTimeout((int) Duration.ofSeconds(20).toMillis());
            socket.setTcpNoDelay(true);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** A connection that holds next to nothing of what is sent to it until it is read. */
    static RawConnection deaf(int port) {
        try {
            Socket small = new Socket();
            small.setReceiveBufferSize(4 * 1024);
            return new RawConnection(port, small);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /**
     * An answer as it came.
     *
     * @param head empty when the server closed without one
     */
    public record Answer(String head, String body) {
        static Answer of(String text) {
            int end = text.indexOf("\r\n\r\n");
            return end < 0 ? new Answer(text, "") : new Answer(text.substring(0, end), text.substring(end + 4));
        }

        int status() {
            return head.startsWith("HTTP/1.") ? Integer.parseInt(head.substring(9, 12)) : 0;
        }

        /** Fails unless it is a problem of that status and code, in the form all problems have. */
        public Answer expectProblem(int status, String code) {
            assertThat(status()).as(this.toString()).isEqualTo(status);
            assertThat(head).containsIgnoringCase("Content-Type: application/problem+json");
            assertThat(head).containsIgnoringCase("X-Request-Id: ").doesNotContainIgnoringCase("jetty");
            JsonNode problem = JsonMapper.shared().readTree(body);
            assertThat(problem.propertyNames())
                    .containsAll(List.of("type", "title", "status", "detail", "code", "retryable", "request_id"));
            assertThat(problem.path("status").asInt()).isEqualTo(status);
            assertThat(problem.path("code").asString()).as(body).isEqualTo(code);
            return this;
        }
    }

    /** What the server answers to {@code request}. */
    public static Answer ask(int port, String request) {
        return ask(port, request.getBytes(StandardCharsets.ISO_8859_1));
    }

    static Answer ask(int port, byte[] request) {
        try (RawConnection connection = new RawConnection(port)) {
            return connection.send(request).answer();
        }
    }

    /** Ends the sending half, as a caller does that has said everything. */
    RawConnection endSending() {
        try {
            socket.shutdownOutput();
        } catch (IOException closed) {
            throw new UncheckedIOException(closed);
        }
        return this;
    }

    RawConnection send(String text) {
        return send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    RawConnection send(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
        } catch (IOException closed) {
            throw new UncheckedIOException(closed);
        }
        return this;
    }

    /** Whether the server still takes what is sent. */
    boolean sends(String text) {
        try {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            return true;
        } catch (IOException closed) {
            return false;
        }
    }

    /** So many bytes of an answer, and no more of it. */
    String begin(int bytes) {
        try {
            return new String(socket.getInputStream().readNBytes(bytes), StandardCharsets.ISO_8859_1);
        } catch (IOException closed) {
            throw new UncheckedIOException(closed);
        }
    }

    /** One answer, head and body. */
    Answer answer() {
        return Answer.of(text());
    }

    private String text() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            InputStream in = socket.getInputStream();
            for (int b = in.read(); b >= 0; b = in.read()) {
                bytes.write(b);
                if (complete(bytes.toString(StandardCharsets.UTF_8))) {
                    break;
                }
            }
        } catch (SocketTimeoutException silent) {
            throw new AssertionError("no answer, only: " + bytes.toString(StandardCharsets.UTF_8), silent);
        } catch (IOException closed) {
            return bytes.toString(StandardCharsets.UTF_8);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** Whether the server closes the connection, rather than to answer. */
    boolean isClosedByServer() {
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketTimeoutException open) {
            return false;
        } catch (IOException reset) {
            return true;
        }
    }

    private static boolean complete(String text) {
        int end = text.indexOf("\r\n\r\n");
        if (end < 0) {
            return false;
        }
        Matcher length = LENGTH.matcher(text.substring(0, end + 2));
        return !length.find()
                || text.substring(end + 4).getBytes(StandardCharsets.UTF_8).length >= Integer.parseInt(length.group(1));
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
