package dev.holdfast.http.mcp;

import dev.holdfast.http.support.Answer;
import dev.holdfast.http.support.Call;
import dev.holdfast.http.support.EventStream;
import dev.holdfast.http.support.Json;
import dev.holdfast.ports.shared.CallContext;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A client over HTTP. Its answer is one JSON object, and becomes a stream only when something has to be said before it. */
final class HttpPeer implements Peer {
    private final Call.Channel channel;
    private final CallContext context;
    private final Questions questions;
    private final ProtocolVersion version;
    private final Set<String> capabilities;
    private Optional<EventStream> stream = Optional.empty();

    HttpPeer(
            Call.Channel channel,
            CallContext context,
            Questions questions,
            ProtocolVersion version,
            Set<String> capabilities) {
        this.channel = channel;
        this.context = context;
        this.questions = questions;
        this.version = version;
        this.capabilities = Set.copyOf(capabilities);
    }

    @Override
    public boolean has(String capability) {
        return capabilities.contains(capability);
    }

    @Override
    public void takeRoom() {
        channel.takeRoom();
    }

    @Override
    public void changes() {
        channel.changes();
    }

    @Override
    public void tell(String method, Map<String, Object> params) {
        send(Wire.object("jsonrpc", "2.0", "method", method, "params", params));
    }

    @Override
    public Map<String, @Nullable Object> ask(String method, Map<String, Object> params) {
        if (version.stateless()) {
            throw RpcFault.of(RpcFault.INTERNAL_ERROR, "This revision has no questions of the server");
        }
        Map<String, Object> question = Wire.object("jsonrpc", "2.0", "method", method, "params", params);
        return questions.ask(context, question, this::send);
    }

    /** The answer to the request, by the way that was taken. */
    Answer answer(int status, Map<String, Object> message) {
        if (stream.isEmpty()) {
            return Answer.of(status, message);
        }
        try (EventStream events = stream.get()) {
            events.send(Json.write(message));
        }
        return Answer.streamed();
    }

    private void send(Map<String, Object> message) {
        if (stream.isEmpty()) {
            stream = Optional.of(channel.openEvents());
        }
        stream.get().send(Json.write(message));
    }
}
