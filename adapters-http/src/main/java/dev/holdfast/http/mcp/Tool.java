package dev.holdfast.http.mcp;

import dev.holdfast.domain.identity.Permission;
import dev.holdfast.domain.shared.Digest;
import dev.holdfast.domain.shared.IdempotencyClaim;
import dev.holdfast.http.support.AuditRule;
import dev.holdfast.http.support.Fault;
import dev.holdfast.http.support.IdempotencyRule;
import dev.holdfast.http.support.Json;
import dev.holdfast.http.support.JsonReader;
import dev.holdfast.http.support.Problem;
import dev.holdfast.http.support.RecordShape;
import dev.holdfast.http.support.Refusal;
import dev.holdfast.ports.shared.Idempotency;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One declared tool: what the list of tools, the checks before the handler and the tests all read. There is no other way to make one
 * than {@link ToolDeclaration}, and an incomplete declaration is an error at start.
 *
 * @param permission what the use case behind it demands; tools decide nothing themselves
 * @param description for the model: when to use it, when not, an example
 * @param heavy whether its answer may be made of a page of texts or as much
 * @param hints what a client may show or decide by, such as {@code readOnlyHint}
 */
public record Tool<B>(
        String name,
        String title,
        String description,
        Permission permission,
        AuditRule audit,
        IdempotencyRule idempotency,
        Class<B> request,
        RecordShape shape,
        Map<String, Object> inputSchema,
        Optional<Map<String, Object>> outputSchema,
        Map<String, Object> hints,
        boolean heavy,
        Handler<B> handler) {
    /** The argument by which a write takes effect once. */
    static final String IDEMPOTENCY_KEY = "idempotency_key";

    /** Items and members of one message, as in any other body. */
    static final int MAX_VALUES = 12_000;

    /** Call one use case, answer. Errors are not caught there. */
    @FunctionalInterface
    public interface Handler<B> {
        ToolReply handle(ToolCall<B> call);
    }

    /** Whether it only reads, so that a copy of the store may answer it. */
    boolean reads() {
        return audit == AuditRule.REFUSALS;
    }

    /** As the list of tools shows it. */
    Map<String, Object> listed() {
        return Wire.object(
                "name",
                name,
                "title",
                title.toLowerCase(Locale.ROOT).replace(' ', '_').equals(name) ? Optional.empty() : Optional.of(title),
                "description",
                description,
                "inputSchema",
                inputSchema,
                "outputSchema",
                outputSchema,
                "annotations",
                hints);
    }

    /** Reads the arguments, strictly, and calls the handler. */
    ToolReply run(McpCall call, Map<String, @Nullable Object> arguments) {
        Map<String, @Nullable Object> given = new LinkedHashMap<>(arguments);
        Optional<String> key = idempotency == IdempotencyRule.HONOURED && given.containsKey(IDEMPOTENCY_KEY)
                ? Optional.of(idempotencyKey(given.remove(IDEMPOTENCY_KEY)))
                : Optional.empty();
        B read = request.cast(JsonReader.read(Json.write(given), shape, MAX_VALUES));
        McpCall once = key.map(text -> call.with(new dev.holdfast.ports.shared.CallContext(
                        call.context().principal(),
                        call.context().deadline(),
                        call.context().requestId(),
                        Optional.of(new Idempotency(text, fingerprint(given))))))
                .orElse(call);
        if (heavy) {
            call.peer().takeRoom();
        }
        if (audit == AuditRule.CHANGES) {
            call.peer().changes();
        }
        return handler.handle(new ToolCall<>(once, name, read, given));
    }

    private String fingerprint(Map<String, @Nullable Object> given) {
        return new Digest().add("tool").add(name).add(ToolCall.canonical(given)).hex();
    }

    private static String idempotencyKey(@Nullable Object value) {
        if (value instanceof String text
                && !text.isEmpty()
                && text.length() <= IdempotencyClaim.MAX_KEY_CHARACTERS
                && text.chars().allMatch(c -> c > 0x20 && c < 0x7F)) {
            return text;
        }
        throw Refusal.of(
                Problem.MALFORMED_REQUEST,
                Fault.at(
                        "/" + IDEMPOTENCY_KEY,
                        "malformed",
                        "an idempotency key is 1 to " + IdempotencyClaim.MAX_KEY_CHARACTERS
                                + " visible ASCII characters"));
    }
}
