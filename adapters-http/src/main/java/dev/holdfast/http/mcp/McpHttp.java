package dev.holdfast.http.mcp;

import dev.holdfast.domain.shared.InvalidInput;
import dev.holdfast.http.support.Answer;
import dev.holdfast.http.support.Call;
import dev.holdfast.http.support.JsonReader;
import dev.holdfast.http.support.ProtectedResource;
import dev.holdfast.http.support.RawBody;
import dev.holdfast.http.support.Refusal;
import dev.holdfast.ports.shared.CallContext;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Streamable HTTP: messages in bodies, and what the revisions say of headers and statuses. */
final class McpHttp {
    private static final int OK = 200;
    private static final int ACCEPTED = 202;
    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;
    private static final int MAX_BATCH = 50;

    private final McpServer server;
    private final Questions questions;
    private final Optional<ProtectedResource> resource;

    McpHttp(McpServer server, Clock clock, Optional<ProtectedResource> resource) {
        this.server = server;
        this.resource = resource;
        this.questions = new Questions(clock);
    }

    Answer answer(Call<RawBody> call) {
        try {
            Object tree = parsed(call);
            return tree instanceof List<?> batch ? batch(call, batch) : one(call, RpcMessage.of(tree));
        } catch (RpcFault fault) {
            // An id that cannot be read is left out.
            return Answer.of(fault.status() == OK ? BAD_REQUEST : fault.status(), error(call, fault));
        } catch (UncheckedIOException gone) {
            return Answer.streamed();
        }
    }

    private static Object parsed(Call<RawBody> call) {
        try {
            return JsonReader.tree(call.body().bytes(), Tool.MAX_VALUES);
        } catch (Refusal | InvalidInput broken) {
            throw RpcFault.malformed(RpcFault.PARSE_ERROR, "Parse error: " + broken.getMessage());
        }
    }

    private static Map<String, Object> error(Call<RawBody> call, RpcFault fault) {
        return Wire.object("jsonrpc", "2.0", "error", fault.error(call.context().staleness()));
    }

    private Answer one(Call<RawBody> call, RpcMessage message) {
        return switch (message) {
            case RpcMessage.Request request -> request(call, request);
            case RpcMessage.Notification notification -> Answer.empty(ACCEPTED);
            case RpcMessage.Response response -> {
                questions.answered(call.context(), response);
                yield Answer.empty(ACCEPTED);
            }
        };
    }

    private Answer request(Call<RawBody> call, RpcMessage.Request request) {
        return StatelessRules.apply(request, call.channel().header(StatelessRules.VERSION_HEADER))
                ? stateless(call, request)
                : withHandshake(call, request);
    }

    private Answer stateless(Call<RawBody> call, RpcMessage.Request request) {
        try {
            Optional<String> header = call.channel().header(StatelessRules.VERSION_HEADER);
            if (header.filter(name -> ProtocolVersion.of(name).isEmpty()).isPresent()
                    && !request.meta().containsKey(StatelessRules.VERSION)) {
                throw RpcFault.unsupportedVersion(header.get());
            }
            Map<String, @Nullable Object> capabilities = StatelessRules.checkMeta(request);
            StatelessRules.checkHeaders(request, call.channel()::header);
            StatelessRules.checkVersion(request);
            HttpPeer peer = peer(call, ProtocolVersion.V2026_07_28, capabilities.keySet());
            McpServer.Answered answered = server.answer(mcp(call, ProtocolVersion.V2026_07_28, peer, request), request);
            return challenged(peer.answer(answered.status(), answered.message()), answered);
        } catch (RpcFault fault) {
            McpServer.Answered refused =
                    McpServer.refused(request.id(), fault, call.context().staleness());
            return Answer.of(refused.status(), refused.message());
        }
    }

    private Answer withHandshake(Call<RawBody> call, RpcMessage.Request request) {
        CallContext context = call.context();
        Optional<Sessions> session = request.method().equals("initialize")
                ? Optional.of(Sessions.agreed(request.params()))
                : call.channel().header(Sessions.HEADER).flatMap(id -> Sessions.of(id, context, call.cursors()));
        ProtocolVersion version = version(call, session);
        HttpPeer peer = peer(call, version, session.map(Sessions::capabilities).orElse(Set.of()));
        McpServer.Answered answered = server.answer(mcp(call, version, peer, request), request);
        // Before 2026 an error was an answer like any other.
        int status = answered.status() == NOT_FOUND ? OK : answered.status();
        Answer answer = challenged(peer.answer(status, answered.message()), answered);
        return request.method().equals("initialize")
                ? answer.with(Sessions.HEADER, session.orElseThrow().id(context, call.cursors()))
                : answer;
    }

    private Answer challenged(Answer answer, McpServer.Answered answered) {
        return answered.lacking()
                .flatMap(permission ->
                        resource.map(known -> answer.with("WWW-Authenticate", known.challengeFor(permission))))
                .orElse(answer);
    }

    private static ProtocolVersion version(Call<RawBody> call, Optional<Sessions> session) {
        return call.channel()
                .header(StatelessRules.VERSION_HEADER)
                .flatMap(ProtocolVersion::of)
                .filter(named -> !named.stateless())
                .or(() -> session.map(Sessions::version))
                .orElse(ProtocolVersion.UNNAMED);
    }

    /** Several messages at once, which only the revision of March 2025 knows. */
    private Answer batch(Call<RawBody> call, List<?> batch) {
        CallContext context = call.context();
        Optional<Sessions> session =
                call.channel().header(Sessions.HEADER).flatMap(id -> Sessions.of(id, context, call.cursors()));
        ProtocolVersion version = version(call, session);
        boolean known = call.channel().header(StatelessRules.VERSION_HEADER).isEmpty()
                || version == ProtocolVersion.V2025_03_26;
        if (!known || version.compareTo(ProtocolVersion.V2025_03_26) > 0 || batch.isEmpty()) {
            throw RpcFault.malformed(RpcFault.INVALID_REQUEST, "A body is one message");
        }
        if (batch.size() > MAX_BATCH) {
            throw RpcFault.malformed(RpcFault.INVALID_REQUEST, "A batch has at most " + MAX_BATCH + " messages");
        }
        List<Map<String, Object>> answers = new ArrayList<>();
        for (Object item : batch) {
            answered(call, version, item).ifPresent(answers::add);
        }
        return answers.isEmpty() ? Answer.empty(ACCEPTED) : Answer.of(OK, answers);
    }

    private Optional<Map<String, Object>> answered(Call<RawBody> call, ProtocolVersion version, @Nullable Object item) {
        try {
            RpcMessage message = RpcMessage.of(item == null ? "" : item);
            return switch (message) {
                case RpcMessage.Request request ->
                    Optional.of(server.answer(mcp(call, version, new DeafPeer(call.channel()), request), request)
                            .message());
                case RpcMessage.Notification notification -> Optional.empty();
                case RpcMessage.Response response -> {
                    questions.answered(call.context(), response);
                    yield Optional.empty();
                }
            };
        } catch (RpcFault fault) {
            return Optional.of(error(call, fault));
        }
    }

    private HttpPeer peer(Call<RawBody> call, ProtocolVersion version, Set<String> capabilities) {
        return new HttpPeer(call.channel(), call.context(), questions, version, capabilities);
    }

    private static McpCall mcp(Call<RawBody> call, ProtocolVersion version, Peer peer, RpcMessage.Request request) {
        return McpCall.of(call.context(), call.cursors(), version, peer, request);
    }
}
