package dev.holdfast.http.support;

import dev.holdfast.domain.shared.Digest;
import dev.holdfast.domain.shared.Page;
import dev.holdfast.domain.shared.PageRequest;
import dev.holdfast.domain.shared.Revision;
import dev.holdfast.ports.shared.CallContext;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** One authenticated request, parsed: what a handler works with. */
public final class Call<B> {
    private static final List<String> PAGING = List.of(QueryParameter.CURSOR, QueryParameter.LIMIT);

    private final Route route;
    private final String rawPath;
    private final List<String> variables;
    private final Query query;
    private final Preconditions preconditions;
    private final Optional<CallContext> context;
    private final boolean operator;
    private final Optional<B> body;
    private final CursorCodec cursors;
    private final Channel channel;

    Call(
            Route route,
            String rawPath,
            List<String> variables,
            Query query,
            Preconditions preconditions,
            Optional<CallContext> context,
            boolean operator,
            Optional<B> body,
            CursorCodec cursors,
            Channel channel) {
        this.route = route;
        this.rawPath = rawPath;
        this.variables = variables;
        this.query = query;
        this.preconditions = preconditions;
        this.context = context;
        this.operator = operator;
        this.body = body;
        this.cursors = cursors;
        this.channel = channel;
    }

    /** The caller's end of a request, for protocols that have rules of their own for headers and answers. */
    public interface Channel {
        /** The value of a header; several fields of that name are joined by commas. */
        Optional<String> header(String name);

        /** The id of the request in answer, log and audit. */
        String requestId();

        /** Begins an answer in several messages; the handler then answers {@link Answer#streamed}. At most once. */
        EventStream openEvents();

        /** Takes a place among those whose answers take much, once, until the answer is made. */
        void takeRoom();

        /** Says that something may be changed from now on: an answer that cannot be sent is then of unknown outcome. */
        void changes();
    }

    /** An age as callers are told it. */
    public static long seconds(Duration age) {
        return Math.ceilDiv(age.toNanos(), 1_000_000_000L);
    }

    public Channel channel() {
        return channel;
    }

    /** What signs the positions of this server's lists. */
    public CursorCodec cursors() {
        return cursors;
    }

    /** Who calls, and until when. Only endpoints that demand a key have it. */
    public CallContext context() {
        return context.orElseThrow(
                () -> new IllegalStateException(route.endpoint().name() + " is open and has no caller"));
    }

    /** Whether an operator calls; see {@link Access.Level}. */
    public boolean byOperator() {
        return operator;
    }

    /** The decoded segment that stands for the variable of that name in the path. */
    public String path(String variable) {
        int index = route.variables().indexOf(variable);
        return variables.get(index);
    }

    public Query query() {
        return query;
    }

    public B body() {
        return body.orElseThrow(() -> new IllegalStateException(route.endpoint().name() + " declares no body"));
    }

    /** The version the caller bases a change on. */
    public Optional<Revision> expectedVersion() {
        return preconditions.ifMatch();
    }

    /** Whether the caller wants to create and never to replace. */
    public boolean createOnly() {
        return preconditions.ifNone();
    }

    /**
     * {@code answer} with its ETag; as 304 when the caller has seen {@code version} already. Its body is kept for its length, which
     * HTTP wants a 304 to tell truly, and is not sent.
     */
    public Answer unlessSeen(Revision version, Answer answer) {
        boolean seen = preconditions.ifNone() || preconditions.seen().contains(version);
        return (seen ? new Answer(304, answer.body(), answer.headers()) : answer).etag(version);
    }

    /** Which part of a list is wanted. */
    public PageRequest page() {
        int limit =
                Math.min(query.number(QueryParameter.LIMIT).orElse(PageRequest.DEFAULT_LIMIT), PageRequest.MAX_LIMIT);
        return new PageRequest(query.text(QueryParameter.CURSOR).map(text -> cursors.decode(text, binding())), limit);
    }

    /** A page as every list answers it. */
    public Answer page(Page<?> page, PageRequest asked) {
        Optional<String> next = page.next().map(cursor -> cursors.encode(cursor, binding()));
        Answer answer = Answer.ok(new PageView<>(page.items(), next, asked.limit()));
        return next.map(cursor -> answer.with("Link", "<" + nextPage(cursor, asked.limit()) + ">; rel=\"next\""))
                .orElse(answer);
    }

    private String nextPage(String cursor, int limit) {
        String filter = query.canonical(PAGING);
        return rawPath + "?" + filter + (filter.isEmpty() ? "" : "&") + "limit=" + limit + "&cursor=" + cursor;
    }

    private byte[] binding() {
        Digest digest = new Digest()
                .add(context().principal().tenant().value())
                .add(route.endpoint().name());
        variables.forEach(digest::add);
        return digest.add(query.canonical(PAGING)).bytes();
    }
}
