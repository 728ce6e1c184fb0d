package dev.holdfast.postgres.support;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.mapping.MappedStatement;
import org.apache.ibatis.mapping.ParameterMapping;
import org.apache.ibatis.reflection.ReflectorFactory;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.type.JdbcType;
import org.apache.ibatis.type.TypeHandler;
import org.apache.ibatis.type.UnknownTypeHandler;

/** PostgreSQL's names for the types of a statement's parameters, known without values: from the types of its mapper's method. */
final class ParameterTypes {
    private static final String UNKNOWN = "unknown";

    private static final Map<Class<?>, String> PLAIN = Map.of(
            String.class, "varchar",
            int.class, "int4",
            Integer.class, "int4",
            long.class, "int8",
            Long.class, "int8",
            boolean.class, "bool",
            Boolean.class, "bool",
            double.class, "float8",
            byte[].class, "bytea",
            UUID.class, "uuid");

    private static final Map<JdbcType, String> NAMED = Map.of(
            JdbcType.VARCHAR, "varchar",
            JdbcType.TIMESTAMP_WITH_TIMEZONE, "timestamptz",
            JdbcType.BIGINT, "int8",
            JdbcType.INTEGER, "int4",
            JdbcType.OTHER, "uuid");

    private final Configuration configuration;

    ParameterTypes(Configuration configuration) {
        this.configuration = configuration;
    }

    /** In the order of the parameters. */
    List<String> of(MappedStatement statement) {
        return statement.getBoundSql(Map.of()).getParameterMappings().stream()
                .map(wanted -> of(statement, wanted))
                .toList();
    }

    private String of(MappedStatement statement, ParameterMapping wanted) {
        if (wanted.getTypeHandler() instanceof Parameter<?> ours) {
            return ours.sqlType();
        }
        if (wanted.getJdbcType() != null) {
            return NAMED.getOrDefault(wanted.getJdbcType(), UNKNOWN);
        }
        return wanted.getTypeHandler() instanceof UnknownTypeHandler
                ? typeAt(statement, wanted.getProperty()).map(this::named).orElse(UNKNOWN)
                : named(wanted.getJavaType());
    }

    private String named(Class<?> type) {
        TypeHandler<?> handler = configuration.getTypeHandlerRegistry().getTypeHandler(type);
        return handler instanceof Parameter<?> ours ? ours.sqlType() : PLAIN.getOrDefault(type, UNKNOWN);
    }

    /** The type at the end of a path such as {@code write.draft.address.key}. */
    private Optional<Class<?>> typeAt(MappedStatement statement, String path) {
        List<String> steps = List.of(path.split("\\."));
        ReflectorFactory reflectors = configuration.getReflectorFactory();
        Optional<Class<?>> type = argument(statement, steps.getFirst());
        for (String step : steps.subList(1, steps.size())) {
            type = type.map(reflectors::findForClass)
                    .filter(reflector -> reflector.hasGetter(step))
                    .map(reflector -> reflector.getGetterType(step));
        }
        return type;
    }

    private Optional<Class<?>> argument(MappedStatement statement, String name) {
        String id = statement.getId();
        String mapper = id.substring(0, id.lastIndexOf('.'));
        return configuration.getMapperRegistry().getMappers().stream()
                .filter(each -> each.getName().equals(mapper))
                .flatMap(each -> Arrays.stream(each.getDeclaredMethods()))
                .filter(method -> id.endsWith("." + method.getName()))
                .flatMap(method -> Arrays.stream(method.getParameters()))
                .filter(parameter -> name.equals(nameOf(parameter)))
                .<Class<?>>map(java.lang.reflect.Parameter::getType)
                .findFirst();
    }

    private static String nameOf(java.lang.reflect.Parameter parameter) {
        Param named = parameter.getAnnotation(Param.class);
        return named == null ? parameter.getName() : named.value();
    }
}
