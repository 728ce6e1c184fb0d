package dev.holdfast.http;

import static dev.holdfast.http.Api.memory;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.identity.Role;
import dev.holdfast.http.RawConnection.Answer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What the server does with bytes that are hardly HTTP, and with HTTP that hardly anybody sends. */
final class RawHttpTest extends OnMemory {
    private static final String HOST = "Host: localhost\r\n";
    private static final String SMUGGLED = "GET /v1/whoami HTTP/1.1\r\n" + HOST + "X-Request-Id: smuggled\r\n\r\n";

    private Answer ask(String request) {
        return RawConnection.ask(server().port(), request);
    }

    @TestFactory
    Stream<DynamicTest> whatIsNotHttpShouldBeRefusedAndTheConnectionClosed() {
        Map<String, String> garbage = Map.ofEntries(
                Map.entry("letters", "hello there, server\r\n\r\n"),
                Map.entry("a TLS hello", "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003\r\n\r\n"),
                Map.entry("no version", "GET /livez\r\n\r\n"),
                Map.entry("a version of the future", "GET /livez HTTP/9.9\r\n" + HOST + "\r\n"),
                Map.entry("HTTP/2 out of the blue", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
                Map.entry("a space in the path", "GET /li vez HTTP/1.1\r\n" + HOST + "\r\n"),
                Map.entry("a control character in the path", "GET /li\u0001vez HTTP/1.1\r\n" + HOST + "\r\n"),
                Map.entry("a control character in the method", "G\u0001T /livez HTTP/1.1\r\n" + HOST + "\r\n"),
                Map.entry("no host", "GET /livez HTTP/1.1\r\n\r\n"),
                Map.entry("two hosts", "GET /livez HTTP/1.1\r\n" + HOST + "Host: other\r\n\r\n"),
                Map.entry("a space before the colon", "GET /livez HTTP/1.1\r\nHost : localhost\r\n\r\n"),
                Map.entry("a folded header", "GET /livez HTTP/1.1\r\n" + HOST + "X-A: b\r\n c\r\n\r\n"),
                Map.entry("a header without a name", "GET /livez HTTP/1.1\r\n" + HOST + ": b\r\n\r\n"),
                Map.entry("a header without a colon", "GET /livez HTTP/1.1\r\n" + HOST + "oops\r\n\r\n"),
                Map.entry("NUL in a header", "GET /livez HTTP/1.1\r\n" + HOST + "X-A: b\u0000c\r\n\r\n"),
                Map.entry("a bare CR in a header", "GET /livez HTTP/1.1\r\n" + HOST + "X-A: b\rc\r\n\r\n"));
        return garbage.entrySet().stream()
                .map(one -> DynamicTest.dynamicTest(one.getKey(), () -> {
                    try (RawConnection connection = new RawConnection(server().port())) {
                        connection.send(one.getValue());
                        Answer answer = connection.answer();
                        answer.expectProblem(answer.status(), "protocol_error");
                        assertThat(answer.status()).isBetween(400, 499);
                        assertThat(connection.isClosedByServer()).isTrue();
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> whatTwoServersCouldReadDifferentlyShouldBeRefusedWhole() {
        String post = "POST /v1/memories/search HTTP/1.1\r\n" + HOST + "Content-Type: application/json\r\n";
        Map<String, String> ambiguous = Map.ofEntries(
                Map.entry(
                        "a length and chunks",
                        post + "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + SMUGGLED),
                Map.entry(
                        "chunks and a length",
                        post + "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n" + SMUGGLED),
                Map.entry("two lengths", post + "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{} " + SMUGGLED),
                Map.entry("a list of lengths", post + "Content-Length: 2, 3\r\n\r\n{} " + SMUGGLED),
                Map.entry("a signed length", post + "Content-Length: +2\r\n\r\n{}" + SMUGGLED),
                Map.entry("a negative length", post + "Content-Length: -2\r\n\r\n{}" + SMUGGLED),
                Map.entry("a hexadecimal length", post + "Content-Length: 0x2\r\n\r\n{}" + SMUGGLED),
                Map.entry("an endless length", post + "Content-Length: 99999999999999999999\r\n\r\n{}" + SMUGGLED),
                Map.entry("a misspelt encoding", post + "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n" + SMUGGLED),
                Map.entry("chunks twice", post + "Transfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n" + SMUGGLED),
                Map.entry(
                        "chunks before another encoding",
                        post + "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n" + SMUGGLED),
                Map.entry(
                        "an encoding with a control character",
                        post + "Transfer-Encoding: \u000bchunked\r\n\r\n0\r\n\r\n" + SMUGGLED));
        return ambiguous.entrySet().stream()
                .map(one -> DynamicTest.dynamicTest(one.getKey(), () -> {
                    try (RawConnection connection = new RawConnection(server().port())) {
                        connection.send(one.getValue());
                        Answer answer = connection.answer();
                        answer.expectProblem(answer.status(), "protocol_error");
                        assertThat(answer.status()).isEqualTo(400);
                        assertThat(connection.isClosedByServer())
                                .as("nothing more is read from it")
                                .isTrue();
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> aBrokenBodyShouldBeRefused() {
        String put = "PUT " + memory("n", "broken") + " HTTP/1.1\r\n" + HOST + "Authorization: Bearer "
                + server().key(server().tenant(), Role.ADMIN) + "\r\nContent-Type: application/json\r\n";
        String chunked = put + "Transfer-Encoding: chunked\r\n\r\n";
        Map<String, String> broken = Map.of(
                "no chunk size", chunked + "zz\r\n{}\r\n0\r\n\r\n",
                "a chunk longer than it says", chunked + "2\r\n{\"content\":\"x\"}\r\n0\r\n\r\n",
                "a negative chunk", chunked + "-2\r\n{}\r\n0\r\n\r\n",
                "a chunk of a size no number holds", chunked + "fffffffffffffffff\r\n{}\r\n0\r\n\r\n");
        return broken.entrySet().stream()
                .map(one -> DynamicTest.dynamicTest(one.getKey(), () -> {
                    Answer answer = ask(one.getValue());
                    assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
                }));
    }

    @Test
    void aChunkedBodyShouldBeReadWhole() {
        String key = server().key(server().tenant(), Role.ADMIN);
        Answer answer = ask("PUT " + memory("n", "chunks") + " HTTP/1.1\r\n" + HOST + "Authorization: Bearer " + key
                + "\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
                + "5;name=value\r\n{\"con\r\n9\r\ntent\":\"x\"\r\n1\r\n}\r\n0\r\nTrailer: ignored\r\n\r\n");

        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        assertThat(server().api()
                        .as(key)
                        .get(memory("n", "chunks"))
                        .expect(200)
                        .at("/content")
                        .asString())
                .isEqualTo("x");
    }

    @Test
    void aBodyThatIsCutShortShouldChangeNothing() {
        String key = server().key(server().tenant(), Role.ADMIN);
        try (RawConnection connection = new RawConnection(server().port())) {
            connection
                    .send("PUT " + memory("n", "cut") + " HTTP/1.1\r\n" + HOST + "Authorization: Bearer " + key
                            + "\r\nContent-Type: application/json\r\nContent-Length: 40\r\n\r\n{\"content\":\"x\"}")
                    .endSending();
            assertThat(connection.answer().status()).isIn(0, 400);
        }

        server().api().as(key).get(memory("n", "cut")).expect(404, "not_found");
    }

    @Test
    void aCallerThatStopsSendingShouldStillGetItsAnswer() {
        try (RawConnection connection = new RawConnection(server().port())) {
            connection.send("GET /livez HTTP/1.1\r\n" + HOST + "\r\n").endSending();

            assertThat(connection.answer().status()).isEqualTo(200);
        }
    }

    @Test
    void requestsSentInOneGoShouldBeAnsweredInTheirOrder() {
        int requests = 20;
        StringBuilder all = new StringBuilder();
        IntStream.range(0, requests)
                .forEach(i -> all.append("GET /livez HTTP/1.1\r\n")
                        .append(HOST)
                        .append("X-Request-Id: number-")
                        .append(i)
                        .append("\r\n\r\n"));
        try (RawConnection connection = new RawConnection(server().port())) {
            connection.send(all.toString());
            for (int i = 0; i < requests; i++) {
                Answer answer = connection.answer();
                assertThat(answer.status()).isEqualTo(200);
                assertThat(answer.head()).contains("number-" + i + "\r\n");
            }
        }
    }

    @Test
    void aRefusedBodyShouldNotBeTakenForTheNextRequest() {
        String body = "GET /livez HTTP/1.1\r\nHost: localhost\r\n\r\n";
        try (RawConnection connection = new RawConnection(server().port())) {
            connection.send("POST /v1/memories/search HTTP/1.1\r\n" + HOST
                    + "Content-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
            connection.answer().expectProblem(401, "not_authenticated");

            connection.send("GET /nowhere HTTP/1.1\r\n" + HOST + "\r\n");
            Answer next = connection.answer();
            assertThat(next.status()).as(next.toString()).isIn(0, 404);
        }
    }

    @Test
    void aCallerWhoseBodyIsNotWaitedForShouldBeToldThatTheConnectionEnds() {
        String head = "POST /v1/memories/search HTTP/1.1\r\n" + HOST + "Content-Type: application/json\r\n"
                + "Content-Length: 1000\r\n\r\n";
        try (RawConnection connection = new RawConnection(server().port())) {
            connection.send(head);
            assertThat(connection
                            .answer()
                            .expectProblem(401, "not_authenticated")
                            .head())
                    .containsIgnoringCase("\r\nConnection: close");
        }
        try (RawConnection connection = new RawConnection(server().port())) {
            connection.send(head + " ".repeat(1_000));
            Answer first = connection.answer().expectProblem(401, "not_authenticated");
            if (!first.head().contains("Connection: close")) {
                connection.send("GET /livez HTTP/1.1\r\n" + HOST + "\r\n");
                assertThat(connection.answer().status()).isEqualTo(200);
            }
        }
    }

    @Test
    void aCallerShouldBeToldToGoOnBeforeItSendsALargeBody() {
        String key = server().key(server().tenant(), Role.ADMIN);
        String head = "PUT " + memory("n", "large") + " HTTP/1.1\r\n" + HOST + "Expect: 100-continue\r\n"
                + "Content-Type: application/json\r\nContent-Length: 15\r\n";
        try (RawConnection connection = new RawConnection(server().port())) {
            connection.send(head + "Authorization: Bearer " + key + "\r\n\r\n");
            assertThat(connection.answer().status()).isEqualTo(100);
            connection.send("{\"content\":\"x\"}");
            assertThat(connection.answer().status()).isEqualTo(201);
        }
        ask(head + "\r\n").expectProblem(401, "not_authenticated");
    }

    @Test
    void aHeadThatIsTooLargeShouldBeRefused() {
        String padding = "x".repeat(17 * 1024);

        ask("GET /livez HTTP/1.1\r\n" + HOST + "X-A: " + padding + "\r\n\r\n").expectProblem(431, "protocol_error");
        ask("GET /" + padding + " HTTP/1.1\r\n" + HOST + "\r\n").expectProblem(414, "protocol_error");
        assertThat(ask("GET /livez HTTP/1.1\r\n" + HOST + "X-A: " + "x".repeat(15 * 1024) + "\r\n\r\n")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void bytesBeyondAsciiInTheTargetShouldBeRefused() {
        byte[] request = ("GET /v1/memories/n/\u00e9 HTTP/1.1\r\n" + HOST + "\r\n").getBytes(StandardCharsets.UTF_8);

        assertThat(RawConnection.ask(server().port(), request).status()).isEqualTo(400);
    }

    @Test
    void oldAndOddFormsOfTheTargetShouldLeadNowhereNew() {
        assertThat(ask("GET /livez HTTP/1.0\r\n" + HOST + "\r\n").status()).isEqualTo(200);
        ask("GET /livez HTTP/1.0\r\n\r\n").expectProblem(421, "misdirected_request");
        assertThat(ask("GET http://localhost/livez HTTP/1.1\r\n" + HOST + "\r\n")
                        .status())
                .isEqualTo(200);
        assertThat(ask("GET http://elsewhere.example/livez HTTP/1.1\r\n" + HOST + "\r\n")
                        .status())
                .isIn(400, 421);
        assertThat(ask("OPTIONS * HTTP/1.1\r\n" + HOST + "\r\n").status()).isEqualTo(400);
        assertThat(ask("CONNECT localhost:80 HTTP/1.1\r\n" + HOST + "\r\n").status())
                .isBetween(400, 499);
    }

    @Test
    void onlyTheNamesOfThisMachineShouldBeAnswered() {
        for (String name :
                new String[] {"localhost", "LOCALHOST:7070", "127.0.0.1", "127.0.0.1:1", "[::1]", "[::1]:7"}) {
            assertThat(ask("GET /livez HTTP/1.1\r\nHost: " + name + "\r\n\r\n").status())
                    .as(name)
                    .isEqualTo(200);
        }
        for (String name : new String[] {"rebound.example", "localhost.example", "127.0.0.1.example", "127.0.0.2"}) {
            ask("GET /livez HTTP/1.1\r\nHost: " + name + "\r\n\r\n").expectProblem(421, "misdirected_request");
        }
    }
}
