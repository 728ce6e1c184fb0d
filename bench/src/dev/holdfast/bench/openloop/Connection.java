package dev.holdfast.bench.openloop;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Speaks HTTP/1.1 without a library and without a text for each header, because every cycle the generator takes is one the server does not
 * have. It waits without a timer for the same reason: who does not want to wait any longer closes it. Opened again when closed.
 */
final class Connection {
    private static final int PATIENCE_MILLIS = 20_000;
    private static final int BUFFER = 16 * 1024;
    private static final int STATUS = "HTTP/1.1 ".length();
    private static final byte[] LENGTH = "\ncontent-length: ".getBytes(StandardCharsets.ISO_8859_1);
    private static final byte[] CLOSE = "\nconnection: close".getBytes(StandardCharsets.ISO_8859_1);

    private final int port;
    private final byte[] answer = new byte[BUFFER];
    private volatile Optional<Socket> socket = Optional.empty();
    private InputStream in = InputStream.nullInputStream();

    Connection(int port) {
        this.port = port;
    }

    /** The status of the answer, which is read to its end. */
    int ask(byte[] request) throws IOException {
        try {
            open().getOutputStream().write(request);
            int read = 0;
            int head;
            do {
                int more = in.read(answer, read, BUFFER - read);
                if (more <= 0) {
                    throw new EOFException(more < 0 ? "closed" : "a head of more than " + BUFFER + " bytes");
                }
                head = endOfHead(Math.max(3, read), read + more);
                read += more;
            } while (head < 0);
            in.skipNBytes(Math.max(0, head + number(find(LENGTH, head)) - read));
            int status = number(STATUS);
            if (find(CLOSE, head) >= 0) {
                close();
            }
            return status;
        } catch (IOException failed) {
            close();
            throw failed;
        }
    }

    private Socket open() throws IOException {
        if (socket.isEmpty()) {
            Socket fresh = new Socket();
            fresh.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
            fresh.setTcpNoDelay(true);
            in = fresh.getInputStream();
            socket = Optional.of(fresh);
        }
        return socket.get();
    }

    /** The place after the empty line; -1 when it has not come yet. */
    private int endOfHead(int from, int to) {
        for (int i = from; i < to; i++) {
            if (answer[i] == '\n' && answer[i - 2] == '\n') {
                return i + 1;
            }
        }
        return -1;
    }

    /** The place after what stands in a head of that length, whether with capitals or not; -1 when it does not. */
    private int find(byte[] what, int head) {
        for (int i = 0; i + what.length <= head; i++) {
            int same = 0;
            while (same < what.length && (answer[i + same] | 0x20) == (what[same] | 0x20)) {
                same++;
            }
            if (same == what.length) {
                return i + same;
            }
        }
        return -1;
    }

    private int number(int from) throws IOException {
        if (from < 0) {
            throw new IOException("an answer without a length");
        }
        int number = 0;
        for (int i = from; answer[i] >= '0' && answer[i] <= '9'; i++) {
            number = 10 * number + answer[i] - '0';
        }
        return number;
    }

    void close() {
        socket.ifPresent(open -> {
            try {
                open.close();
            } catch (IOException alreadyClosed) {
                // It is of no use any more either way.
            }
        });
        socket = Optional.empty();
    }
}
