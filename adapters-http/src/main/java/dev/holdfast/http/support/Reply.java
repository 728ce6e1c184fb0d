package dev.holdfast.http.support;

import java.util.List;
import java.util.Optional;

/**
 * One way an endpoint answers when all is well.
 *
 * @param body the record that is rendered; empty when there is no body, or one that is not JSON
 * @param arguments what the type parameters of {@code body} stand for
 * @param mediaType of the body, empty when there is none
 * @param versioned whether it carries an {@code ETag}
 */
public record Reply(
        int status,
        String description,
        Optional<Class<?>> body,
        List<Class<?>> arguments,
        Optional<String> mediaType,
        boolean versioned) {
    public static final String JSON = "application/json";

    public Reply {
        arguments = List.copyOf(arguments);
    }

    public static Reply json(int status, String description, Class<?> body, Class<?>... arguments) {
        return new Reply(status, description, Optional.of(body), List.of(arguments), Optional.of(JSON), false);
    }

    public static Reply empty(int status, String description) {
        return new Reply(status, description, Optional.empty(), List.of(), Optional.empty(), false);
    }

    public static Reply content(int status, String description, String mediaType) {
        return new Reply(status, description, Optional.empty(), List.of(), Optional.of(mediaType), false);
    }

    public Reply withVersion() {
        return new Reply(status, description, body, arguments, mediaType, true);
    }
}
