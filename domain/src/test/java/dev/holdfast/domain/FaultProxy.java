package dev.holdfast.domain;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Stands between a client and a server of any protocol over TCP, and does what networks do: it delays, swallows, resets and refuses, for
 * the connections that are open and for those to come, until it is healed. For adapters that speak to a store over a network; see {@code
 * docs/storage-adapters.md}.
 */
public final class FaultProxy implements AutoCloseable {
    /** What happens to what is sent, by either side. */
    private enum Weather {
        FAIR,
        /** It arrives nowhere, and nobody is told. */
        BLACK_HOLE,
        /** Connections are reset as soon as they are made. */
        REFUSING
    }

    private static final int PIECE = 64 * 1024;

    private final InetSocketAddress server;
    private final ServerSocket listener;
    private final Set<Link> links = ConcurrentHashMap.newKeySet();
    private final AtomicInteger lost = new AtomicInteger();
    private volatile Weather weather = Weather.FAIR;
    private volatile Duration delay = Duration.ZERO;
    private volatile long answerable = Long.MAX_VALUE;

    @Nullable
    private volatile String doomed;

    private FaultProxy(InetSocketAddress server) throws IOException {
        this.server = server;
        this.listener = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    /** To a server on this machine. */
    public static FaultProxy to(int port) {
        try {
            return new FaultProxy(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Where it listens, on the loopback address. */
    public int port() {
        return listener.getLocalPort();
    }

    /** Each piece of data arrives so much later. */
    public void delay(Duration longer) {
        delay = longer;
    }

    /** Nothing arrives any more. Connections stay open and new ones are accepted. */
    public void blackHole() {
        weather = Weather.BLACK_HOLE;
    }

    /** Resets what is open and whoever comes. */
    public void refuse() {
        weather = Weather.REFUSING;
        reset();
    }

    /** Resets what is open now. */
    public void reset() {
        links.forEach(Link::reset);
    }

    /** Nothing arrives any more over the connections that are open now. New ones are as good as ever. */
    public void silence() {
        links.forEach(link -> link.silent = true);
    }

    /** Each connection is reset once so many more bytes of answers went through it. */
    public void cutAnswersAfter(long bytes) {
        answerable = bytes;
        links.forEach(link -> link.answered.set(0));
    }

    /**
     * Once: the request that has {@code text} in it reaches the server, its answer does not reach the client. The connection is reset
     * when the server has answered, and so has done what it was asked. {@link #lost} tells when.
     *
     * @param text short, for it must come in one piece
     */
    public void loseAnswerTo(String text) {
        doomed = text;
    }

    /** How many answers were lost by {@link #loseAnswerTo}. */
    public int lost() {
        return lost.get();
    }

    /** Fair weather. Connections of which something was swallowed are reset, for their protocol would wait for it. */
    public void heal() {
        weather = Weather.FAIR;
        delay = Duration.ZERO;
        answerable = Long.MAX_VALUE;
        doomed = null;
        links.stream().filter(link -> link.swallowed).forEach(Link::reset);
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } finally {
            reset();
        }
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                if (weather == Weather.REFUSING) {
                    end(client);
                } else {
                    connect(client);
                }
            } catch (IOException closed) {
                // the listener is closed, which ends the loop, or the client is gone already
            }
        }
    }

    private void connect(Socket client) throws IOException {
        Socket there = new Socket();
        try {
            there.connect(server);
        } catch (IOException nobody) {
            end(client);
            return;
        }
        client.setTcpNoDelay(true);
        there.setTcpNoDelay(true);
        Link link = new Link(client, there);
        links.add(link);
        Thread.ofVirtual().start(() -> link.pump(client, there, link::request));
        Thread.ofVirtual().start(() -> link.pump(there, client, link::answer));
    }

    private static void hold(Duration longer) {
        if (longer.isPositive()) {
            CompletableFuture.runAsync(
                            () -> {}, CompletableFuture.delayedExecutor(longer.toNanos(), TimeUnit.NANOSECONDS))
                    .join();
        }
    }

    private static void end(Socket socket) {
        try (socket) {
            socket.setSoLinger(true, 0); // so that it is a reset and no orderly end
        } catch (IOException gone) {
            // which is what was wanted
        }
    }

    /** Says how much of a piece goes on; less than all of it is the end of the connection. */
    @FunctionalInterface
    private interface Gate {
        int passes(byte[] piece, int length);
    }

    /** One connection. */
    private final class Link {
        private final Socket client;
        private final Socket there;
        private volatile boolean swallowed;
        private volatile boolean silent;
        private volatile boolean losing;
        private final AtomicLong answered = new AtomicLong();

        Link(Socket client, Socket there) {
            this.client = client;
            this.there = there;
        }

        void pump(Socket from, Socket to, Gate gate) {
            byte[] piece = new byte[PIECE];
            try {
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                for (int length = in.read(piece); length >= 0; length = in.read(piece)) {
                    if (weather == Weather.BLACK_HOLE || silent) {
                        swallowed = true;
                        continue;
                    }
                    hold(delay);
                    int passing = gate.passes(piece, length);
                    out.write(piece, 0, passing);
                    if (passing < length) {
                        reset();
                        return;
                    }
                }
                to.shutdownOutput();
            } catch (IOException gone) {
                reset();
            }
        }

        int request(byte[] piece, int length) {
            String text = doomed;
            if (text != null && new String(piece, 0, length, StandardCharsets.UTF_8).contains(text)) {
                doomed = null;
                losing = true;
            }
            return length;
        }

        int answer(byte[] piece, int length) {
            if (losing) {
                lost.incrementAndGet();
                return 0;
            }
            long left = answerable - answered.getAndAdd(length);
            return Math.clamp(left, 0, length);
        }

        void reset() {
            links.remove(this);
            end(client);
            end(there);
        }
    }
}
