package dev.holdfast.http.mcp;

import dev.holdfast.http.support.Call;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A client that can be told nothing before its answer. */
final class DeafPeer implements Peer {
    private final Call.Channel channel;

    DeafPeer(Call.Channel channel) {
        this.channel = channel;
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
    public boolean has(String capability) {
        return false;
    }

    @Override
    public void tell(String method, Map<String, Object> params) {
        // What is said before an answer is a courtesy; without a way it is left out.
    }

    @Override
    public Map<String, @Nullable Object> ask(String method, Map<String, Object> params) {
        throw RpcFault.missingCapability(method.substring(0, method.indexOf('/')));
    }
}
