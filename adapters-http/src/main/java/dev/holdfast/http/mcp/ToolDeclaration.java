package dev.holdfast.http.mcp;

import dev.holdfast.domain.identity.Permission;
import dev.holdfast.http.support.AuditRule;
import dev.holdfast.http.support.IdempotencyRule;
import dev.holdfast.http.support.RecordShape;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Collects the declaration of a tool; {@link #handledBy} checks that nothing is left open. */
public final class ToolDeclaration<B> {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,63}");

    private final String name;
    private final Class<B> request;
    private final Map<String, ToolSchema.Argument> arguments = new LinkedHashMap<>();
    private UnaryOperator<String> naming = dev.holdfast.http.support.Json::memberName;
    private @Nullable String title;
    private @Nullable String description;
    private @Nullable Permission permission;
    private @Nullable AuditRule audit;
    private @Nullable IdempotencyRule idempotency;
    private @Nullable Boolean destructive;
    private @Nullable Boolean idempotent;
    private boolean taking;
    private boolean heavy;
    private Optional<Map<String, Object>> output = Optional.empty();

    private ToolDeclaration(String name, Class<B> request) {
        this.name = name;
        this.request = request;
    }

    /** @param request the record its arguments are read into */
    public static <B> ToolDeclaration<B> tool(String name, Class<B> request) {
        return new ToolDeclaration<>(name, request);
    }

    /** @param forModels when to use it, when not, an example, in few words */
    public ToolDeclaration<B> described(String shortTitle, String forModels) {
        title = shortTitle;
        description = forModels;
        return this;
    }

    /** A tool that changes nothing. */
    public ToolDeclaration<B> reads(Permission needed) {
        permission = needed;
        audit = AuditRule.REFUSALS;
        idempotency = IdempotencyRule.SAFE;
        return this;
    }

    /** As an endpoint of that kind: its answer may be made of a page of texts or as much, so few are worked on at once. */
    public ToolDeclaration<B> heavy() {
        heavy = true;
        return this;
    }

    /**
     * A tool that changes something; it takes an {@code idempotency_key}.
     *
     * @param overwrites whether it can take away what was there
     * @param same whether doing it again changes nothing more
     */
    public ToolDeclaration<B> changes(Permission needed, boolean overwrites, boolean same) {
        permission = needed;
        audit = AuditRule.CHANGES;
        idempotency = IdempotencyRule.HONOURED;
        destructive = overwrites;
        idempotent = same;
        taking = true;
        return this;
    }

    /** A write whose arguments were chosen elsewhere: named in their way, without a key, and of an effect that repeating does not change. */
    public ToolDeclaration<B> as(UnaryOperator<String> names) {
        naming = names;
        taking = false;
        idempotency = IdempotencyRule.NATURAL;
        return this;
    }

    /** Arguments that their names explain. */
    public ToolDeclaration<B> arguments(String... plain) {
        for (String argument : plain) {
            argument(argument, "");
        }
        return this;
    }

    public ToolDeclaration<B> argument(String argument, String meaning) {
        return argument(argument, meaning, Map.of());
    }

    /** @param argument its name on the wire; that of a nested one after its parent's and a dot */
    public ToolDeclaration<B> argument(String argument, String meaning, Map<String, Object> keywords) {
        arguments.put(argument, new ToolSchema.Argument(meaning, keywords));
        return this;
    }

    /** @param record what its structured content is */
    public ToolDeclaration<B> answers(Class<?> record) {
        return answers(ToolSchema.output(record, naming));
    }

    public ToolDeclaration<B> answers(Map<String, Object> schema) {
        output = Optional.of(schema);
        return this;
    }

    /** @throws IllegalStateException when anything was left open */
    public Tool<B> handledBy(Tool.Handler<B> handler) {
        RecordShape shape = RecordShape.of(request, naming);
        AuditRule trace = declared(audit, "its audit rule");
        demand(NAME.matcher(name).matches(), "is not named in snake case");
        // Whether it destroys or may be repeated has a meaning for writes only; every byte here is paid in every
        // conversation.
        Map<String, Object> hints = trace == AuditRule.REFUSALS
                ? Wire.object("readOnlyHint", true, "openWorldHint", false)
                : Wire.object(
                        "readOnlyHint",
                        false,
                        "destructiveHint",
                        declared(destructive, "whether it destroys"),
                        "idempotentHint",
                        declared(idempotent, "whether it is idempotent"),
                        "openWorldHint",
                        false);
        return new Tool<>(
                name,
                declared(title, "a title"),
                declared(description, "a description"),
                declared(permission, "its permission"),
                trace,
                declared(idempotency, "its idempotency rule"),
                request,
                shape,
                ToolSchema.input(name, shape, arguments, taking),
                output,
                hints,
                heavy,
                handler);
    }

    private <T> T declared(@Nullable T value, String what) {
        if (value == null) {
            throw incomplete("does not declare " + what);
        }
        return value;
    }

    private void demand(boolean holds, String fault) {
        if (!holds) {
            throw incomplete(fault);
        }
    }

    private IllegalStateException incomplete(String fault) {
        return new IllegalStateException("tool " + name + " " + fault);
    }
}
