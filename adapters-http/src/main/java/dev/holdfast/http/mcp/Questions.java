package dev.holdfast.http.mcp;

import dev.holdfast.domain.shared.PrincipalId;
import dev.holdfast.domain.shared.TenantId;
import dev.holdfast.http.support.RequestIds;
import dev.holdfast.ports.shared.CallContext;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Questions of the server that clients have not answered yet. A question has an id that nobody can guess, and only the caller it was
 * put to can answer it: what clients call their own requests plays no part.
 */
final class Questions {
    private record Open(
            TenantId tenant, PrincipalId principal, CompletableFuture<Optional<Map<String, @Nullable Object>>> answer) {
        boolean putTo(CallContext context) {
            return tenant.equals(context.principal().tenant())
                    && principal.equals(context.principal().id());
        }
    }

    private final Map<String, Open> open = new ConcurrentHashMap<>();
    private final Clock clock;

    Questions(Clock clock) {
        this.clock = clock;
    }

    /** @param way takes the question, which was given an id, to the client */
    Map<String, @Nullable Object> ask(
            CallContext context, Map<String, Object> question, Consumer<Map<String, Object>> way) {
        Open asked = new Open(context.principal().tenant(), context.principal().id(), new CompletableFuture<>());
        String name = RequestIds.fresh();
        open.put(name, asked);
        try {
            question.put("id", name);
            way.accept(question);
            long left = Duration.between(clock.instant(), context.deadline()).toMillis();
            return asked.answer()
                    .get(Math.max(1, left), TimeUnit.MILLISECONDS)
                    .orElseThrow(() -> RpcFault.of(RpcFault.INTERNAL_ERROR, "The client answered with an error"));
        } catch (TimeoutException | ExecutionException late) {
            throw RpcFault.of(RpcFault.INTERNAL_ERROR, "The client did not answer in time");
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw RpcFault.of(RpcFault.INTERNAL_ERROR, "The server is stopping");
        } finally {
            open.remove(name);
        }
    }

    /** Hands an answer to whoever waits for it; one that nobody waits for, or that another caller gives, is dropped. */
    void answered(CallContext context, RpcMessage.Response response) {
        Open asked = open.get(response.id());
        if (asked != null && asked.putTo(context)) {
            asked.answer().complete(response.result());
        }
    }
}
