package dev.holdfast.http.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.codahale.metrics.MetricRegistry;
import dev.holdfast.domain.identity.Permission;
import dev.holdfast.http.support.Endpoint.Declaration;
import dev.holdfast.http.support.Endpoint.NoBody;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** An endpoint that leaves anything open, or contradicts itself, cannot be made. */
final class EndpointTest {
    private record Body(String text) {}

    /** What a complete declaration says, one thing each. */
    private static final Map<String, Consumer<Declaration<NoBody>>> SAID = Map.of(
            "its name", one -> one.named("thing.get", "Read", "Reads."),
            "who may call it", one -> one.permission(Permission.MEMORY_READ),
            "its audit rule", one -> one.audit(AuditRule.REFUSALS),
            "its idempotency rule", one -> one.idempotency(IdempotencyRule.SAFE),
            "no reply", one -> one.replies(Reply.empty(204, "Done.")));

    private static Declaration<NoBody> complete(String path) {
        Declaration<NoBody> declaration = Endpoint.get(path);
        SAID.values().forEach(say -> say.accept(declaration));
        return declaration;
    }

    private static <B> Endpoint<B> made(Declaration<B> declaration) {
        return declaration.handledBy(call -> Answer.empty(204));
    }

    @Test
    void aCompleteDeclarationShouldBeAnEndpoint() {
        assertThat(made(complete("/thing")).name()).isEqualTo("thing.get");
    }

    @TestFactory
    Stream<DynamicTest> aDeclarationThatLeavesOutAnythingShouldBeRefused() {
        return SAID.keySet().stream()
                .map(left -> DynamicTest.dynamicTest(left, () -> {
                    Declaration<NoBody> declaration = Endpoint.get("/thing");
                    SAID.entrySet().stream()
                            .filter(said -> !said.getKey().equals(left))
                            .forEach(said -> said.getValue().accept(declaration));
                    refused(declaration, left);
                }));
    }

    @Test
    void aDeclarationThatContradictsItselfShouldBeRefused() {
        refused(complete("/thing").access(Access.everyone()), "open to unknown callers");
        refused(complete("/thing").audit(AuditRule.NONE), "not audited");
        refused(complete("/thing").idempotency(IdempotencyRule.HONOURED), "exactly when it changes something");
        refused(complete("/thing").audit(AuditRule.CHANGES), "exactly when it changes something");
        refused(
                complete("/thing").audit(AuditRule.CHANGES).idempotency(IdempotencyRule.HONOURED),
                "is a GET and changes something");
        refused(complete("/thing").bulk(), "bulk body");
        refused(complete("/thing/{id}"), "every name in its path");
        refused(complete("/thing").variable("id", "Which."), "every name in its path");
        refused(
                Endpoint.get("/thing")
                        .body(Body.class)
                        .named("thing.get", "Read", "Reads.")
                        .permission(Permission.MEMORY_READ)
                        .audit(AuditRule.REFUSALS)
                        .idempotency(IdempotencyRule.SAFE)
                        .replies(Reply.empty(204, "Done.")),
                "takes a body");
    }

    @Test
    void twoEndpointsOfOneNameOrOnePathShouldBeRefused() {
        Endpoint<NoBody> one = made(complete("/one"));
        Endpoint<NoBody> sameName = made(complete("/two"));
        Endpoint<NoBody> samePath = made(complete("/one").named("thing.other", "Read", "Reads."));

        assertThatThrownBy(() -> new Routes(List.of(one, sameName), new MetricRegistry()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("thing.get");
        assertThatThrownBy(() -> new Routes(List.of(one, samePath), new MetricRegistry()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("/one");
    }

    @Test
    void aBodyThatJsonCannotFillShouldBeRefused() {
        assertThatThrownBy(() -> RecordShape.of(Unreadable.class)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> RecordShape.of(String.class)).isInstanceOf(IllegalArgumentException.class);
    }

    private record Unreadable(Thread thread) {}

    private static void refused(Declaration<?> declaration, String why) {
        assertThatThrownBy(() -> made(declaration))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("GET /thing")
                .hasMessageContaining(why);
    }
}
