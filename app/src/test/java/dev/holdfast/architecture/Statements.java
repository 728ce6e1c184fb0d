package dev.holdfast.architecture;

import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The statements on the mappers, as they were compiled. */
final class Statements {
    private static final Pattern LOCKS = Pattern.compile("\\bfor\\s+(no\\s+key\\s+)?update\\b");
    private static final List<String> KINDS = List.of(
            "org.apache.ibatis.annotations.Select",
            "org.apache.ibatis.annotations.Insert",
            "org.apache.ibatis.annotations.Update",
            "org.apache.ibatis.annotations.Delete");

    private Statements() {}

    /** @param name of the method that carries it, such as {@code MemoryMapper.find} */
    record Statement(String name, String kind, String sql, boolean affectData) {
        boolean isSelect() {
            return kind.endsWith("Select");
        }

        String withoutLocks() {
            return LOCKS.matcher(sql.toLowerCase(Locale.ROOT)).replaceAll("");
        }
    }

    static List<JavaClass> mappers() {
        return House.main(House.POSTGRES).stream()
                .filter(type -> type.isInterface() && type.getSimpleName().endsWith("Mapper"))
                .toList();
    }

    static List<Statement> all() {
        return mappers().stream()
                .flatMap(type -> type.getMethods().stream())
                .flatMap(Statements::of)
                .toList();
    }

    static boolean isStatement(JavaAnnotation<?> annotation) {
        return KINDS.contains(annotation.getRawType().getName());
    }

    private static Stream<Statement> of(JavaMethod method) {
        return method.getAnnotations().stream()
                .filter(Statements::isStatement)
                .map(annotation -> statement(method, annotation));
    }

    private static Statement statement(JavaMethod method, JavaAnnotation<JavaMethod> annotation) {
        Map<String, Object> properties = annotation.getProperties();
        return new Statement(
                method.getOwner().getSimpleName() + "." + method.getName(),
                annotation.getRawType().getName(),
                String.join(" ", (String[]) properties.getOrDefault("value", new String[0])),
                Boolean.TRUE.equals(properties.get("affectData")));
    }
}
