package dev.holdfast.http.support;

import java.util.List;
import java.util.Optional;

/**
 * One way an endpoint answers when all is well.
 *
 * @param body the record that is rendered; empty when there is no body, or one that is not JSON
 * @param arguments what the type parameters of {@code body} stand for
 * @param mediaType of the body, empty when there is none
 */
public record Reply(
        int status, String description, Optional<Class<?>> body, List<Class<?>> arguments, Optional<String> mediaType) {
    public static final String JSON = "application/json";

    public Reply {
        arguments = List.copyOf(arguments);
    }

    public static Reply json(int status, String description, Class<?> body, Class<?>... arguments) {
        return new Reply(status, description, Optional.of(body), List.of(arguments), Optional.of(JSON));
    }

    public static Reply empty(int status, String description) {
        return new Reply(status, description, Optional.empty(), List.of(), Optional.empty());
    }

    public static Reply content(int status, String description, String mediaType) {
        return new Reply(status, description, Optional.empty(), List.of(), Optional.of(mediaType));
    }
}
