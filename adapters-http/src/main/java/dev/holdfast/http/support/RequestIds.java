package dev.holdfast.http.support;

import java.util.Optional;
import java.util.UUID;

/** The id under which a request appears in its answer, in the log and in the audit: the caller's if it is usable, else a new one. */
public final class RequestIds {
    static final String HEADER = "X-Request-Id";

    private static final int MAX_LENGTH = 128;

    private RequestIds() {}

    static String of(Optional<String> offered) {
        return offered.filter(RequestIds::usable).orElseGet(RequestIds::fresh);
    }

    /** An id that nobody can guess. */
    public static String fresh() {
        return UUID.randomUUID().toString();
    }

    private static boolean usable(String id) {
        if (id.isEmpty() || id.length() > MAX_LENGTH) {
            return false;
        }
        for (int i = 0; i < id.length(); i++) {
            char c = id.charAt(i);
            boolean plain = (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || c == '.'
                    || c == '_'
                    || c == '-';
            if (!plain) {
                return false;
            }
        }
        return true;
    }
}
