package dev.holdfast.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A drill is worth what its proxy is worth. */
class FaultProxyTest {
    private static final int SOON = 1_000;

    private final List<String> arrived = new CopyOnWriteArrayList<>();
    private ServerSocket server;
    private FaultProxy proxy;

    @BeforeEach
    void open() throws IOException {
        server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::echo);
        proxy = FaultProxy.to(server.getLocalPort());
    }

    @AfterEach
    void close() throws IOException {
        proxy.close();
        server.close();
    }

    @Test
    void inFairWeatherEverythingShouldArrive() throws IOException {
        try (Socket client = client()) {
            assertThat(ask(client, "hello")).isEqualTo("hello");
            assertThat(ask(client, "again")).isEqualTo("again");
        }
    }

    @Test
    void aDelayShouldHoldWhatIsSentBack() throws IOException {
        proxy.delay(Duration.ofMillis(100));
        try (Socket client = client()) {
            long start = System.nanoTime();
            assertThat(ask(client, "hello")).isEqualTo("hello");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(200));
        }
    }

    @Test
    void aBlackHoleShouldSwallowAndLeaveTheConnectionOpenUntilItIsHealed() throws IOException {
        try (Socket client = client()) {
            ask(client, "before");
            proxy.blackHole();
            assertThatThrownBy(() -> ask(client, "in vain")).isInstanceOf(SocketTimeoutException.class);
            assertThat(arrived).containsExactly("before");

            proxy.heal();
            assertThatThrownBy(() -> ask(client, "too late")).isInstanceOf(SocketException.class);
        }
        try (Socket client = client()) {
            assertThat(ask(client, "after")).isEqualTo("after");
        }
    }

    @Test
    void whatIsRefusedShouldBeReset() throws IOException {
        try (Socket client = client()) {
            ask(client, "before");
            proxy.refuse();
            assertThatThrownBy(() -> ask(client, "x")).isInstanceOf(SocketException.class);
        }
        assertThatThrownBy(() -> {
                    try (Socket client = client()) {
                        ask(client, "x");
                    }
                })
                .isInstanceOf(SocketException.class);
        proxy.heal();
        try (Socket client = client()) {
            assertThat(ask(client, "after")).isEqualTo("after");
        }
    }

    @Test
    void aLostAnswerShouldBeToARequestThatArrived() throws IOException {
        try (Socket client = client();
                Socket other = client()) {
            proxy.loseAnswerTo("doomed");
            assertThat(ask(other, "harmless")).isEqualTo("harmless");
            assertThatThrownBy(() -> ask(client, "a doomed one")).isInstanceOf(SocketException.class);
            assertThat(arrived).contains("a doomed one");
            assertThat(ask(other, "doomed no more")).isEqualTo("doomed no more");
        }
        assertThat(proxy.lost()).isEqualTo(1);
    }

    @Test
    void answersShouldBeCutAfterSoManyBytes() throws IOException {
        try (Socket client = client()) {
            ask(client, "before");
            proxy.cutAnswersAfter(7);
            assertThat(ask(client, "hello")).isEqualTo("hello");
            send(client, "hello");
            InputStream in = client.getInputStream();
            assertThat(in.read()).isEqualTo('h');
            assertThat(in.read()).isEqualTo('e');
            assertThatThrownBy(in::read).isInstanceOf(SocketException.class);
        }
    }

    private Socket client() throws IOException {
        Socket client = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
        client.setSoTimeout(SOON);
        client.setTcpNoDelay(true);
        return client;
    }

    private static void send(Socket client, String text) throws IOException {
        client.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String ask(Socket client, String text) throws IOException {
        send(client, text);
        byte[] answer = client.getInputStream().readNBytes(text.length());
        if (answer.length == 0) {
            throw new SocketException("the end");
        }
        return new String(answer, StandardCharsets.UTF_8);
    }

    private void echo() {
        try {
            while (true) {
                Socket client = server.accept();
                Thread.ofVirtual().start(() -> echo(client));
            }
        } catch (IOException closed) {
            // the test is over
        }
    }

    private void echo(Socket client) {
        byte[] piece = new byte[1024];
        try (client) {
            for (int length = client.getInputStream().read(piece);
                    length >= 0;
                    length = client.getInputStream().read(piece)) {
                arrived.add(new String(piece, 0, length, StandardCharsets.UTF_8));
                client.getOutputStream().write(piece, 0, length);
            }
        } catch (IOException gone) {
            // a fault of the proxy
        }
    }
}
