package dev.holdfast.postgres.support;

import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.ibatis.reflection.ReflectorFactory;
import org.jspecify.annotations.Nullable;

/** Follows the path of a parameter, such as {@code write.draft.address.key}, from the arguments of a mapper's method to its value. */
final class ParameterPaths {
    private static final Object[] NO_ARGUMENTS = {};

    private final ReflectorFactory reflectors;
    private final Map<String, List<String>> steps = new ConcurrentHashMap<>();

    ParameterPaths(ReflectorFactory reflectors) {
        this.reflectors = reflectors;
    }

    /** @return null where the value at any step is */
    @Nullable
    Object follow(Map<?, ?> arguments, String path) {
        List<String> names = steps.computeIfAbsent(path, text -> List.of(text.split("\\.")));
        Object value = arguments.get(names.get(0));
        for (int i = 1; i < names.size() && value != null; i++) {
            value = component(value, names.get(i));
        }
        return value;
    }

    private @Nullable Object component(Object record, String name) {
        try {
            return reflectors
                    .findForClass(record.getClass())
                    .getGetInvoker(name)
                    .invoke(record, NO_ARGUMENTS);
        } catch (InvocationTargetException | IllegalAccessException unreadable) {
            throw new IllegalStateException(record.getClass() + " does not tell its " + name, unreadable);
        }
    }
}
