package dev.holdfast.http.support;

import dev.holdfast.domain.shared.Revision;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a handler answers.
 *
 * @param body rendered as JSON, unless it is {@link Content}
 */
public record Answer(int status, Optional<Object> body, List<Header> headers) {
    /** A body that is ready to be sent. */
    public static final class Content {
        private final String mediaType;
        private final byte[] bytes;

        /** @param bytes not to be changed afterwards */
        public Content(String mediaType, byte[] bytes) {
            this.mediaType = mediaType;
            this.bytes = bytes;
        }

        String mediaType() {
            return mediaType;
        }

        byte[] bytes() {
            return bytes;
        }
    }

    /** Stands for a body that was sent already, message by message. */
    enum Streamed {
        SENT
    }

    /** The answer was sent through {@link Call.Channel#openEvents}. */
    public static Answer streamed() {
        return of(200, Streamed.SENT);
    }

    public static Answer ok(Object body) {
        return new Answer(200, Optional.of(body), List.of());
    }

    public static Answer of(int status, Object body) {
        return new Answer(status, Optional.of(body), List.of());
    }

    public static Answer empty(int status) {
        return new Answer(status, Optional.empty(), List.of());
    }

    /** 201 when something was made, 200 when it was there. */
    public static Answer written(boolean created, boolean replayed, Object body) {
        Answer answer = of(created ? 201 : 200, body);
        return replayed ? answer.with("Idempotency-Replayed", "true") : answer;
    }

    public Answer etag(Revision version) {
        return with("ETag", Preconditions.etag(version));
    }

    public Answer with(String name, String value) {
        List<Header> more = new ArrayList<>(headers.size() + 1);
        more.addAll(headers);
        more.add(new Header(name, value));
        return new Answer(status, body, more);
    }
}
