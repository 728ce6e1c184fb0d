package dev.holdfast.bench.openloop;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** Speaks HTTP/1.1 without a library, because every cycle the generator takes is one the server does not have. Opened again when closed. */
final class Connection {
    private static final int PATIENCE_MILLIS = 20_000;
    private static final int HEAD = 16 * 1024;

    private final int port;
    private final byte[] head = new byte[HEAD];
    private Optional<Socket> socket = Optional.empty();
    private InputStream in = InputStream.nullInputStream();

    Connection(int port) {
        this.port = port;
    }

    /** The status of the answer, which is read to its end. */
    int ask(byte[] request) throws IOException {
        try {
            Socket open = open();
            open.getOutputStream().write(request);
            String answer = readHead();
            in.skipNBytes(Long.parseLong(
                    header(answer, "content-length").orElseThrow(() -> new IOException("an answer without a length"))));
            if (header(answer, "connection").filter("close"::equals).isPresent()) {
                close();
            }
            return Integer.parseInt(answer.substring(9, 12));
        } catch (IOException failed) {
            close();
            throw failed;
        }
    }

    private Socket open() throws IOException {
        if (socket.isEmpty()) {
            Socket fresh = new Socket();
            fresh.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
            fresh.setSoTimeout(PATIENCE_MILLIS);
            fresh.setTcpNoDelay(true);
            in = new BufferedInputStream(fresh.getInputStream());
            socket = Optional.of(fresh);
        }
        return socket.get();
    }

    private String readHead() throws IOException {
        int length = 0;
        while (length < HEAD) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException("closed");
            }
            head[length++] = (byte) next;
            if (next == '\n' && length > 3 && head[length - 3] == '\n') {
                return new String(head, 0, length, StandardCharsets.ISO_8859_1);
            }
        }
        throw new IOException("a head of more than " + HEAD + " bytes");
    }

    private static Optional<String> header(String head, String name) {
        int at = head.toLowerCase(Locale.ROOT).indexOf("\n" + name + ": ");
        return at < 0
                ? Optional.empty()
                : Optional.of(head.substring(at + name.length() + 3, head.indexOf('\r', at)).strip());
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
