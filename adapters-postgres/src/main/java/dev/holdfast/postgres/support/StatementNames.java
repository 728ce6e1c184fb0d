package dev.holdfast.postgres.support;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What statements are called: the mapper and its method, without the package. */
final class StatementNames {
    private static final Map<String, String> SHORT = new ConcurrentHashMap<>();

    private StatementNames() {}

    /** @param id as MyBatis names it, such as {@code dev.holdfast.postgres.memory.MemoryMapper.find} */
    static String of(String id) {
        return SHORT.computeIfAbsent(id, StatementNames::shortened);
    }

    private static String shortened(String id) {
        int method = id.lastIndexOf('.');
        return id.substring(id.lastIndexOf('.', method - 1) + 1);
    }
}
