package dev.holdfast.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Ports of this machine that nobody uses. */
final class Ports {
    private Ports() {}

    static int free() {
        try (ServerSocket one = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return one.getLocalPort();
        } catch (IOException failed) {
            throw new BenchException("no free port", failed);
        }
    }
}
