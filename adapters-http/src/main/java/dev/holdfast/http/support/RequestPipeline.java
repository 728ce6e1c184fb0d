package dev.holdfast.http.support;

import dev.holdfast.domain.identity.Permission;
import dev.holdfast.domain.identity.Principal;
import dev.holdfast.domain.shared.Digest;
import dev.holdfast.domain.shared.DomainException;
import dev.holdfast.domain.shared.IdempotencyClaim;
import dev.holdfast.domain.shared.NotPermitted;
import dev.holdfast.domain.shared.StoreException;
import dev.holdfast.domain.shared.StoreFault;
import dev.holdfast.http.support.Routes.Match;
import dev.holdfast.ports.shared.CallContext;
import dev.holdfast.ports.shared.Idempotency;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * The way of every request, whatever server received it: host and origin, route, deadline, admission, authentication, and only then
 * query, body and handler. Every failure on the way becomes a problem document here and nowhere else.
 */
final class RequestPipeline {
    private static final Logger LOG = LoggerFactory.getLogger(RequestPipeline.class);
    private static final String TIMEOUT = "X-Request-Timeout-Ms";
    private static final String IDEMPOTENCY_KEY = "Idempotency-Key";
    private static final byte[] NOTHING = new byte[0];
    /** An empty object in a body takes two bytes there and some hundred here. */
    private static final int MAX_VALUES = 12_000;

    private static final int MAX_BULK_VALUES = 200_000;

    private final HttpSettings settings;
    private final Routes routes;
    private final Visitors visitors;
    private final Callers callers;
    private final CursorCodec cursors;
    private final ProblemMapper problems;
    private final RequestMetrics metrics;
    private final Admission ordinary;
    private final Admission bulk;
    private final Admission heavy;
    private final BodyBudget bodies;
    private final BodyBudget answers;
    private final KeyRates rates;
    private final Clock clock;

    RequestPipeline(
            HttpSettings settings,
            Routes routes,
            Callers callers,
            CursorCodec cursors,
            RequestMetrics metrics,
            Clock clock) {
        this.settings = settings;
        this.routes = routes;
        this.visitors = new Visitors(settings);
        this.callers = callers;
        this.cursors = cursors;
        this.problems = new ProblemMapper(settings);
        this.metrics = metrics;
        this.ordinary = new Admission(settings.maxConcurrent(), settings.maxQueued(), settings.maxQueueWait(), clock);
        this.bulk = new Admission(
                settings.maxBulkConcurrent(), 4 * settings.maxBulkConcurrent(), settings.maxQueueWait(), clock);
        this.heavy = new Admission(settings.maxHeavyConcurrent(), settings.maxQueued(), settings.maxQueueWait(), clock);
        this.bodies = new BodyBudget(settings.maxBodyBytesInWork(), settings.maxQueueWait(), clock);
        this.answers = new BodyBudget(settings.maxBodyBytesInWork(), settings.maxQueueWait(), clock);
        this.rates = new KeyRates(settings.keyRate(), settings.keyBurst(), System::nanoTime);
        this.clock = clock;
    }

    /** Never throws. */
    Outgoing handle(Incoming request) {
        long start = System.nanoTime();
        Exchange exchange = new Exchange(
                RequestIds.of(request.header(RequestIds.HEADER)), TraceParent.traceId(request.header("traceparent")));
        MDC.put("request_id", exchange.requestId());
        exchange.traceId().ifPresent(trace -> MDC.put("trace_id", trace));
        metrics.inFlight().increment();
        Outgoing answer;
        try {
            answer = answer(request, exchange);
        } finally {
            exchange.end();
            metrics.inFlight().decrement();
            MDC.clear();
        }
        long took = System.nanoTime() - start;
        exchange.route().map(Route::timers).orElseGet(metrics::unrouted).record(answer.status(), took);
        RequestLog.write(request, exchange, answer.status(), Duration.ofNanos(took)); // says its ids itself
        return answer;
    }

    private Outgoing answer(Incoming request, Exchange exchange) {
        try {
            return serve(request, exchange);
        } catch (Exception | StackOverflowError failure) {
            return refuse(request, exchange, failure);
        }
    }

    private Outgoing refuse(Incoming request, Exchange exchange, Throwable failure) {
        boolean createOnly = request.header("If-None-Match").isPresent();
        ProblemMapper.Mapped mapped = problems.map(failure, exchange.route(), createOnly, exchange.requestId());
        metrics.refused(mapped.problem());
        log(failure);
        byte[] body = Json.write(mapped.document());
        List<Header> headers = common(exchange);
        headers.add(new Header("Content-Type", ProblemMapper.MEDIA_TYPE));
        headers.addAll(mapped.headers());
        if (failure instanceof NotPermitted) {
            insufficient(exchange).ifPresent(headers::add);
        }
        return new Outgoing(mapped.problem().status(), headers, body, exchange.staleness());
    }

    /** What a token would need; whoever comes with a key can do nothing about it. */
    private Optional<Header> insufficient(Exchange exchange) {
        return settings.resource()
                .flatMap(resource -> exchange.route()
                        .flatMap(route -> route.endpoint().access().permission())
                        .filter(permission -> exchange.principal()
                                .filter(caller -> caller.byToken() && !caller.may(permission))
                                .isPresent())
                        .map(permission -> new Header("WWW-Authenticate", resource.challengeFor(permission))));
    }

    private static void log(Throwable failure) {
        if (failure instanceof Refusal || failure instanceof DomainException) {
            return;
        }
        if (failure instanceof StoreException store && !(store instanceof StoreFault)) {
            // Without a trace: many fail alike at once then, when there is the least time for writing.
            LOG.warn("the store failed a request: {}: {}", store.code(), String.valueOf(store.getCause()));
        } else {
            LOG.error("a request failed", failure);
        }
    }

    private Outgoing serve(Incoming request, Exchange exchange) {
        exchange.calledFrom(visitors.check(request));
        if (request.method().equals("OPTIONS")) {
            String allowed = routes.allowed(request.rawPath());
            Answer answer = Answer.empty(204).with("Allow", allowed);
            return outgoing(exchange, exchange.origin().isEmpty() ? answer : CrossOrigin.preflight(answer, allowed));
        }
        Match match = routes.match(request.method(), request.rawPath());
        Route route = match.route();
        exchange.routed(route);
        Endpoint<?> endpoint = route.endpoint();
        MediaTypes.requireAcceptable(request.header("Accept"), endpoint);
        Instant deadline = deadline(request);
        if (endpoint.access().level() != Access.Level.KEY) {
            boolean operator = operator(request, exchange, endpoint, deadline);
            return outgoing(
                    exchange, run(route, request, exchange, match.variables(), Optional.empty(), operator, deadline));
        }
        try (Admission.Permit place = placesFor(endpoint).enter(deadline)) {
            exchange.allows(Stalenesses.of(request, endpoint));
            Principal principal = callers.require(request, deadline, exchange.requestId(), exchange.staleness());
            exchange.authenticated(principal);
            exchange.counted(rates.take(principal));
            CallContext context = exchange.context(principal, deadline);
            return outgoing(
                    exchange, run(route, request, exchange, match.variables(), Optional.of(context), false, deadline));
        }
    }

    private Admission placesFor(Endpoint<?> endpoint) {
        return endpoint.bulk() ? bulk : endpoint.heavy() ? heavy : ordinary;
    }

    /** Parses what the endpoint declares and hands it to the handler. */
    private <B> Answer run(
            Endpoint<B> endpoint,
            Route route,
            Incoming request,
            Exchange exchange,
            List<String> variables,
            Optional<CallContext> caller,
            boolean operator,
            Instant deadline) {
        Query query = Query.of(request.rawQuery(), endpoint.query());
        Preconditions preconditions = Preconditions.of(request, endpoint);
        Optional<String> key = idempotencyKey(request, endpoint);
        try (Admission.Permit room = bodies.reserve(expectedBytes(request, endpoint), deadline)) {
            byte[] bytes = body(request, endpoint, deadline);
            Optional<B> body = route.shape().isPresent()
                    ? route.shape()
                            .map(shape -> endpoint.request()
                                    .orElseThrow()
                                    .cast(JsonReader.read(bytes, shape, maxValues(endpoint))))
                    : endpoint.request()
                            .map(raw -> raw.cast(
                                    endpoint.lineOf().isPresent() ? new JsonLines(bytes) : new RawBody(bytes)));
            Optional<CallContext> context = caller.map(known -> key.isEmpty()
                    ? known
                    : new CallContext(
                            known.principal(),
                            known.deadline(),
                            known.requestId(),
                            key.map(wish -> new Idempotency(wish, fingerprint(request, variables, query, bytes))),
                            known.staleness()));
            return endpoint.handler()
                    .handle(new Call<>(
                            route,
                            request.rawPath(),
                            variables,
                            query,
                            preconditions,
                            context,
                            operator,
                            body,
                            cursors,
                            new RequestChannel(request, exchange, heavy, deadline)));
        }
    }

    private Answer run(
            Route route,
            Incoming request,
            Exchange exchange,
            List<String> variables,
            Optional<CallContext> caller,
            boolean operator,
            Instant deadline) {
        return run(route.endpoint(), route, request, exchange, variables, caller, operator, deadline);
    }

    private boolean operator(Incoming request, Exchange exchange, Endpoint<?> endpoint, Instant deadline) {
        Access access = endpoint.access();
        if (access.permission().isEmpty()) {
            return false;
        }
        boolean proxied = request.header("Forwarded").isPresent()
                || request.header("X-Forwarded-For").isPresent();
        if (request.fromThisMachine() && !proxied) {
            return true;
        }
        Permission permission = access.permission().get();
        try (Admission.Permit place = ordinary.enter(deadline)) {
            Principal principal =
                    callers.require(request, deadline, exchange.requestId(), Stalenesses.ofOperators(endpoint));
            exchange.authenticated(principal);
            if (principal.may(permission)) {
                return true;
            }
        } catch (DomainException | StoreException | Refusal unknown) {
            if (access.level() == Access.Level.OPERATOR) {
                throw unknown;
            }
            return false;
        }
        if (access.level() == Access.Level.OPERATOR) {
            throw Refusal.of(Problem.NOT_PERMITTED, "this key's role does not allow " + permission.wireName());
        }
        return false;
    }

    private Instant deadline(Incoming request) {
        Optional<String> asked = request.header(TIMEOUT);
        Duration timeout = asked.isEmpty()
                ? settings.defaultTimeout()
                : milliseconds(asked.get())
                        .filter(wish -> wish.isPositive() && wish.compareTo(settings.maxTimeout()) <= 0)
                        .orElseThrow(() -> Refusal.of(
                                Problem.MALFORMED_REQUEST,
                                Fault.inHeader(
                                        TIMEOUT,
                                        "out_of_range",
                                        "the timeout is 1 to "
                                                + settings.maxTimeout().toMillis() + " milliseconds")));
        return clock.instant().plus(timeout);
    }

    private static Optional<Duration> milliseconds(String text) {
        if (text.isEmpty() || text.length() > 9 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Optional.empty();
        }
        return Optional.of(Duration.ofMillis(Long.parseLong(text)));
    }

    private static Optional<String> idempotencyKey(Incoming request, Endpoint<?> endpoint) {
        if (endpoint.idempotency() != IdempotencyRule.HONOURED) {
            return Optional.empty();
        }
        Optional<String> key = request.header(IDEMPOTENCY_KEY);
        key.filter(text -> text.isEmpty()
                        || text.length() > IdempotencyClaim.MAX_KEY_CHARACTERS
                        || !text.chars().allMatch(c -> c > 0x20 && c < 0x7F))
                .ifPresent(text -> {
                    throw Refusal.of(
                            Problem.MALFORMED_REQUEST,
                            Fault.inHeader(
                                    IDEMPOTENCY_KEY,
                                    "malformed",
                                    "an idempotency key is 1 to " + IdempotencyClaim.MAX_KEY_CHARACTERS
                                            + " visible ASCII characters"));
                });
        return key;
    }

    private byte[] body(Incoming request, Endpoint<?> endpoint, Instant deadline) {
        if (endpoint.request().isEmpty()) {
            if (request.hasBody()) {
                throw Refusal.of(Problem.MALFORMED_REQUEST, "this operation takes no body");
            }
            return NOTHING;
        }
        MediaTypes.requireJson(request, endpoint.lineOf().isPresent());
        return request.body(maxBytes(endpoint), deadline);
    }

    private int maxBytes(Endpoint<?> endpoint) {
        return endpoint.bulk() ? settings.maxBulkBodyBytes() : settings.maxBodyBytes();
    }

    private static int maxValues(Endpoint<?> endpoint) {
        return endpoint.bulk() ? MAX_BULK_VALUES : MAX_VALUES;
    }

    /** What the body will take; one of unknown length is taken for the longest. */
    private long expectedBytes(Incoming request, Endpoint<?> endpoint) {
        if (endpoint.request().isEmpty() || !request.hasBody()) {
            return 0;
        }
        long announced = request.announcedBytes();
        return announced < 0 ? maxBytes(endpoint) : Math.min(announced, maxBytes(endpoint));
    }

    private static String fingerprint(Incoming request, List<String> variables, Query query, byte[] body) {
        Digest digest = new Digest().add(request.method());
        variables.forEach(digest::add);
        return digest.add(query.canonical(List.of()))
                .add(request.header("If-Match").orElse(""))
                .add(request.header("If-None-Match").orElse(""))
                .add(body)
                .hex();
    }

    private Outgoing outgoing(Exchange exchange, Answer answer) {
        if (answer.body().filter(Answer.Streamed.class::isInstance).isPresent()) {
            return Outgoing.streamed(answer.status());
        }
        byte[] body = answer.body().map(RequestPipeline::bytes).orElse(NOTHING);
        List<Header> headers = head(exchange, answer, body);
        // What is there anyway, such as the documentation, takes no room by being sent.
        return answer.body().filter(Answer.Content.class::isInstance).isPresent()
                ? new Outgoing(answer.status(), headers, body, exchange.staleness())
                : new Outgoing(answer.status(), headers, body, exchange.staleness(), roomFor(body, exchange));
    }

    private Admission.Permit roomFor(byte[] body, Exchange exchange) {
        try {
            return answers.reserve(body.length, Instant.MAX); // what was done is worth telling late
        } catch (Refusal full) {
            boolean changed = exchange.changed()
                    || exchange.route()
                            .filter(route -> route.endpoint().idempotency() == IdempotencyRule.HONOURED)
                            .isPresent();
            throw changed
                    ? Refusal.of(
                            Problem.OUTCOME_UNKNOWN,
                            "there is no room for the answer; ask what became of it, or repeat it with its idempotency"
                                    + " key")
                    : full;
        }
    }

    private static byte[] bytes(Object body) {
        return body instanceof Answer.Content content ? content.bytes() : Json.write(body);
    }

    private static List<Header> head(Exchange exchange, Answer answer, byte[] body) {
        List<Header> headers = common(exchange);
        if (body.length > 0 && answer.status() != 304) {
            headers.add(new Header(
                    "Content-Type",
                    answer.body().orElseThrow() instanceof Answer.Content content ? content.mediaType() : Reply.JSON));
        }
        headers.addAll(answer.headers());
        return headers;
    }

    /** What every answer carries, but for how old it is. */
    static List<Header> common(Exchange exchange) {
        List<Header> headers = new ArrayList<>(8);
        headers.add(new Header(RequestIds.HEADER, exchange.requestId()));
        headers.add(new Header("Cache-Control", "no-store"));
        headers.add(new Header("X-Content-Type-Options", "nosniff"));
        headers.addAll(exchange.rate());
        exchange.origin().map(CrossOrigin::of).ifPresent(headers::addAll);
        return headers;
    }
}
