package dev.holdfast.postgres.support;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands between the driver and PostgreSQL and counts what the driver sends: round trips by their Sync messages, statements by their
 * Execute messages. So a count is what is on the wire, whatever the layers above believe.
 */
final class WireTap implements AutoCloseable {
    private final ServerSocket listener;
    private final int serverPort;
    private final AtomicInteger roundTrips = new AtomicInteger();
    private final AtomicInteger statements = new AtomicInteger();

    WireTap(int serverPort) throws IOException {
        this.serverPort = serverPort;
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    void reset() {
        roundTrips.set(0);
        statements.set(0);
    }

    int roundTrips() {
        return roundTrips.get();
    }

    int statements() {
        return statements.get();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listener.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
                client.setTcpNoDelay(true);
                server.setTcpNoDelay(true);
                Thread.ofVirtual().start(() -> count(client, server));
                Thread.ofVirtual().start(() -> copy(server, client));
            }
        } catch (IOException closed) {
            // the test is over
        }
    }

    // Messages after the start-up packet: a type, a length that counts itself, a body.
    private void count(Socket client, Socket server) {
        try (client;
                server) {
            DataInputStream in = new DataInputStream(client.getInputStream());
            OutputStream out = server.getOutputStream();
            int startUp = in.readInt();
            out.write(ByteBuffer.allocate(4).putInt(startUp).array());
            out.write(in.readNBytes(startUp - 4));
            out.flush();
            while (true) {
                int type = in.read();
                if (type < 0) {
                    return;
                }
                int length = in.readInt();
                byte[] body = in.readNBytes(length - 4);
                if (type == 'S' || type == 'Q') {
                    roundTrips.incrementAndGet();
                }
                if (type == 'E' || type == 'Q') {
                    statements.incrementAndGet();
                }
                out.write(type);
                out.write(ByteBuffer.allocate(4).putInt(length).array());
                out.write(body);
                if (in.available() == 0) {
                    out.flush();
                }
            }
        } catch (IOException closed) {
            // one side hung up
        }
    }

    private static void copy(Socket from, Socket to) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            in.transferTo(to.getOutputStream());
        } catch (IOException closed) {
            // one side hung up
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
