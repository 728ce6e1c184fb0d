package dev.holdfast.http.support;

import dev.holdfast.domain.identity.Permission;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One declared operation: what the routes, the OpenAPI document, the checks before the handler and the tests all read. There is
 * no other way to make one than {@link Declaration}, and an incomplete declaration is an error at start.
 *
 * @param name of the operation as the audit, the metrics and the OpenAPI document call it, such as {@code memory.get}
 * @param request the record the body is read into; empty when there is none
 * @param lineOf the record each line of the body is read into, when that is {@link JsonLines}
 * @param heavy whether its answer may hold a page of memories or as much, so that few are served at once
 * @param mayBeStale whether a copy of the store may answer it
 * @param variables what each name in braces stands for
 * @param bulk whether the body may be as large as a bulk body
 * @param problems what it may answer beside its replies, including what every endpoint of its kind may
 */
public record Endpoint<B>(
        Method method,
        PathTemplate path,
        String name,
        String summary,
        String description,
        Access access,
        AuditRule audit,
        IdempotencyRule idempotency,
        Optional<Class<B>> request,
        Optional<Class<?>> lineOf,
        boolean bulk,
        boolean heavy,
        boolean mayBeStale,
        Map<String, String> variables,
        List<QueryParameter> query,
        boolean paged,
        Set<Condition> conditions,
        List<Reply> replies,
        Set<Problem> problems,
        Handler<B> handler) {
    /** Parse, call one use case, answer. Errors are not caught there. */
    @FunctionalInterface
    public interface Handler<B> {
        Answer handle(Call<B> call);
    }

    public static Declaration<NoBody> get(String path) {
        return new Declaration<>(Method.GET, path);
    }

    public static Declaration<NoBody> put(String path) {
        return new Declaration<>(Method.PUT, path);
    }

    public static Declaration<NoBody> post(String path) {
        return new Declaration<>(Method.POST, path);
    }

    public static Declaration<NoBody> delete(String path) {
        return new Declaration<>(Method.DELETE, path);
    }

    /** The body of an operation that takes none. */
    public static final class NoBody {
        private NoBody() {}
    }

    /** Collects a declaration; {@link #handledBy} checks that nothing is left open. */
    public static final class Declaration<B> {
        private final Method method;
        private final PathTemplate path;
        private final List<QueryParameter> query = new ArrayList<>();
        private final Set<Condition> conditions = EnumSet.noneOf(Condition.class);
        private final List<Reply> replies = new ArrayList<>();
        private final Set<Problem> problems = EnumSet.noneOf(Problem.class);
        private @Nullable String name;
        private @Nullable String summary;
        private @Nullable String description;
        private @Nullable Access access;
        private @Nullable AuditRule audit;
        private @Nullable IdempotencyRule idempotency;
        private @Nullable Class<B> request;
        private @Nullable Class<?> lineOf;
        private final Map<String, String> variables = new LinkedHashMap<>();
        private boolean bulk;
        private boolean heavy;
        private boolean newest;
        private boolean paged;

        private Declaration(Method method, String path) {
            this.method = method;
            this.path = PathTemplate.of(path);
        }

        public Declaration<B> named(String operation, String oneLine, String explanation) {
            name = operation;
            summary = oneLine;
            description = explanation;
            return this;
        }

        public Declaration<B> access(Access rule) {
            access = rule;
            return this;
        }

        public Declaration<B> permission(Permission permission) {
            return access(Access.key(permission));
        }

        public Declaration<B> audit(AuditRule rule) {
            audit = rule;
            return this;
        }

        public Declaration<B> idempotency(IdempotencyRule rule) {
            idempotency = rule;
            return this;
        }

        /** Must be the first thing said, because it decides what the handler gets. */
        public <N> Declaration<N> body(Class<N> record) {
            Declaration<N> typed = new Declaration<>(method, path.text());
            typed.request = record;
            return typed;
        }

        /** As {@link #body}: many JSON texts, each of which is read into {@code record}. */
        public Declaration<JsonLines> lines(Class<?> record) {
            Declaration<JsonLines> typed = body(JsonLines.class);
            typed.lineOf = record;
            return typed;
        }

        public Declaration<B> bulk() {
            bulk = true;
            return this;
        }

        public Declaration<B> heavy() {
            heavy = true;
            return this;
        }

        /** It changes nothing, and its work needs the newest all the same, so that no copy of the store can do it. */
        public Declaration<B> newest() {
            newest = true;
            return this;
        }

        /** What a name in braces in the path stands for. */
        public Declaration<B> variable(String name, String meaning) {
            variables.put(name, meaning);
            return this;
        }

        public Declaration<B> query(QueryParameter... parameters) {
            query.addAll(List.of(parameters));
            return this;
        }

        public Declaration<B> paged() {
            paged = true;
            heavy = true;
            query.addAll(QueryParameter.PAGING);
            return problems(Problem.INVALID_CURSOR);
        }

        public Declaration<B> conditions(Condition... understood) {
            conditions.addAll(List.of(understood));
            return this;
        }

        public Declaration<B> replies(Reply... ways) {
            replies.addAll(List.of(ways));
            return this;
        }

        public Declaration<B> problems(Problem... particular) {
            problems.addAll(List.of(particular));
            return this;
        }

        /** @throws IllegalStateException when anything was left open or contradicts itself */
        public Endpoint<B> handledBy(Handler<B> handler) {
            Access rule = declared(access, "who may call it");
            AuditRule trace = declared(audit, "its audit rule");
            IdempotencyRule repetition = declared(idempotency, "its idempotency rule");
            demand(!replies.isEmpty(), "declares no reply");
            demand(
                    rule.level() == Access.Level.KEY || trace == AuditRule.NONE,
                    "is audited but open to unknown callers");
            demand(rule.level() != Access.Level.KEY || trace != AuditRule.NONE, "demands a key but is not audited");
            demand(
                    (trace == AuditRule.CHANGES) == (repetition == IdempotencyRule.HONOURED),
                    "must honour idempotency keys exactly when it changes something");
            demand(method != Method.GET || trace != AuditRule.CHANGES, "is a GET and changes something");
            demand(method != Method.GET || request == null, "is a GET and takes a body");
            demand(variables.keySet().equals(Set.copyOf(path.variables())), "does not explain every name in its path");
            demand(!bulk || !heavy, "is both bulk and heavy");
            demand(!bulk || request != null, "takes a bulk body but declares none");
            return new Endpoint<>(
                    method,
                    path,
                    declared(name, "its name"),
                    declared(summary, "a summary"),
                    declared(description, "a description"),
                    rule,
                    trace,
                    repetition,
                    Optional.ofNullable(request),
                    Optional.ofNullable(lineOf),
                    bulk,
                    heavy,
                    mayBeStale(trace),
                    Map.copyOf(variables),
                    List.copyOf(query),
                    paged,
                    Set.copyOf(conditions),
                    List.copyOf(replies),
                    allProblems(rule, repetition),
                    handler);
        }

        /** Whether it changes nothing, or its tools say so. */
        private boolean mayBeStale(AuditRule trace) {
            return !newest && (trace == AuditRule.REFUSALS || trace == AuditRule.BY_TOOL);
        }

        private Set<Problem> allProblems(Access rule, IdempotencyRule repetition) {
            Set<Problem> all = EnumSet.copyOf(problems.isEmpty() ? EnumSet.noneOf(Problem.class) : problems);
            all.addAll(CommonProblems.OF_EVERY_ENDPOINT);
            if (rule.level() == Access.Level.KEY || rule.level() == Access.Level.OPERATOR) {
                all.addAll(CommonProblems.OF_CALLS_WITH_A_KEY);
            }
            if (mayBeStale(declared(audit, "its audit rule"))) {
                all.addAll(CommonProblems.OF_READS);
            }
            if (request != null) {
                all.addAll(CommonProblems.OF_BODIES);
            }
            if (repetition == IdempotencyRule.HONOURED) {
                all.addAll(CommonProblems.OF_CHANGES);
            }
            if (conditions.contains(Condition.IF_MATCH)) {
                all.add(Problem.STALE_VERSION);
            }
            if (conditions.contains(Condition.CREATE_ONLY)) {
                all.add(Problem.EXISTS_UNEXPECTEDLY);
            }
            return Set.copyOf(all);
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
            return new IllegalStateException("endpoint " + method + " " + path.text() + " " + fault);
        }
    }
}
