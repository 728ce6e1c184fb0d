package dev.holdfast.http.mcp;

import dev.holdfast.domain.shared.InvalidInput;
import dev.holdfast.domain.shared.Staleness;
import dev.holdfast.http.support.CursorCodec;
import dev.holdfast.http.support.Json;
import dev.holdfast.http.support.JsonReader;
import dev.holdfast.http.support.Refusal;
import dev.holdfast.ports.shared.CallContext;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The protocol over standard streams: one message per line, answers in the order in which they are ready. Nothing but messages is
 * written. Ends when the input does, after the answers to all that was asked.
 */
public final class McpStdio {
    /** A message may be as long as a body over HTTP. */
    static final int MAX_LINE_BYTES = 1024 * 1024;

    private static final int MAX_AT_ONCE = 32;

    private final McpServer server;
    private final CursorCodec cursors;
    private final Supplier<CallContext> caller;
    private final OutputStream out;
    private final Questions questions;
    private final ReentrantLock writing = new ReentrantLock();
    private final Semaphore places = new Semaphore(MAX_AT_ONCE);
    private volatile Sessions agreed = new Sessions(ProtocolVersion.UNNAMED, Set.of());

    /** @param caller who asks, and until when an answer is wanted; asked anew for each request */
    public McpStdio(
            McpServer server, CursorCodec cursors, Supplier<CallContext> caller, OutputStream out, Clock clock) {
        this.server = server;
        this.cursors = cursors;
        this.caller = caller;
        this.out = out;
        this.questions = new Questions(clock);
    }

    /** Serves until {@code in} ends. @throws UncheckedIOException when the client no longer listens */
    public void serve(InputStream in) {
        InputStream lines = new BufferedInputStream(in);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Optional<byte[]> line = line(lines); line.isPresent(); line = line(lines)) {
                byte[] bytes = line.get();
                if (bytes.length > 0) {
                    places.acquireUninterruptibly();
                    take(bytes, threads);
                }
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private void take(byte[] bytes, ExecutorService threads) {
        try {
            RpcMessage message = RpcMessage.of(parsed(bytes));
            // A handshake is over before what follows it is read.
            if (message instanceof RpcMessage.Request request
                    && !request.method().equals("initialize")) {
                threads.execute(() -> {
                    try {
                        answer(request);
                    } finally {
                        places.release();
                    }
                });
                return;
            }
            handle(message);
        } catch (RpcFault fault) {
            write(Wire.object("jsonrpc", "2.0", "error", fault.error(Staleness.NONE)));
        }
        places.release();
    }

    private void handle(RpcMessage message) {
        switch (message) {
            case RpcMessage.Request handshake -> {
                agreed = Sessions.agreed(handshake.params());
                answer(handshake);
            }
            case RpcMessage.Response response -> questions.answered(caller.get(), response);
            case RpcMessage.Notification notification -> {
                // None of those a client sends asks for anything.
            }
        }
    }

    private static Object parsed(byte[] bytes) {
        if (bytes.length > MAX_LINE_BYTES) {
            throw RpcFault.malformed(RpcFault.INVALID_REQUEST, "A message has at most " + MAX_LINE_BYTES + " bytes");
        }
        try {
            return JsonReader.tree(bytes, Tool.MAX_VALUES);
        } catch (Refusal | InvalidInput broken) {
            throw RpcFault.malformed(RpcFault.PARSE_ERROR, "Parse error: " + broken.getMessage());
        }
    }

    private void answer(RpcMessage.Request request) {
        try {
            CallContext context = caller.get();
            if (!StatelessRules.apply(request, Optional.empty())) {
                answer(context, agreed.version(), agreed.capabilities(), request);
                return;
            }
            Map<String, @Nullable Object> capabilities = StatelessRules.checkMeta(request);
            StatelessRules.checkVersion(request);
            answer(context, ProtocolVersion.V2026_07_28, capabilities.keySet(), request);
        } catch (RpcFault fault) {
            write(McpServer.refused(request.id(), fault, Staleness.NONE).message());
        }
    }

    private void answer(
            CallContext context, ProtocolVersion version, Set<String> capabilities, RpcMessage.Request request) {
        Peer peer = new StreamPeer(context, version, Set.copyOf(capabilities));
        write(server.answer(McpCall.of(context, cursors, version, peer, request), request)
                .message());
    }

    private void write(Map<String, Object> message) {
        byte[] bytes = Json.write(message);
        writing.lock();
        try {
            out.write(bytes);
            out.write('\n');
            out.flush();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        } finally {
            writing.unlock();
        }
    }

    /** The next line without its end; of one that is too long only so much as shows that it is. */
    private static Optional<byte[]> line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(1024);
        int next = in.read();
        if (next < 0) {
            return Optional.empty();
        }
        for (; next >= 0 && next != '\n'; next = in.read()) {
            if (line.size() <= MAX_LINE_BYTES && next != '\r') {
                line.write(next);
            }
        }
        return Optional.of(line.toByteArray());
    }

    /** The client at the other end of the streams. */
    private final class StreamPeer implements Peer {
        private final CallContext context;
        private final ProtocolVersion version;
        private final Set<String> capabilities;

        StreamPeer(CallContext context, ProtocolVersion version, Set<String> capabilities) {
            this.context = context;
            this.version = version;
            this.capabilities = capabilities;
        }

        @Override
        public boolean has(String capability) {
            return capabilities.contains(capability);
        }

        @Override
        public void tell(String method, Map<String, Object> params) {
            write(Wire.object("jsonrpc", "2.0", "method", method, "params", params));
        }

        @Override
        public Map<String, @Nullable Object> ask(String method, Map<String, Object> params) {
            if (version.stateless()) {
                throw RpcFault.of(RpcFault.INTERNAL_ERROR, "This revision has no questions of the server");
            }
            return questions.ask(
                    context, Wire.object("jsonrpc", "2.0", "method", method, "params", params), McpStdio.this::write);
        }
    }
}
