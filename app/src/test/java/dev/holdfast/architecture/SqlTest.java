package dev.holdfast.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaMethod;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The statements on the mappers. */
class SqlTest {
    private static final Pattern CHANGES =
            Pattern.compile("\\b(insert\\s+into|update|delete\\s+from|merge\\s+into|truncate)\\b");
    private static final Pattern LOCKS = Pattern.compile("\\bfor\\s+(no\\s+key\\s+)?update\\b");
    private static final List<String> STATEMENTS = List.of(
            "org.apache.ibatis.annotations.Select",
            "org.apache.ibatis.annotations.Insert",
            "org.apache.ibatis.annotations.Update",
            "org.apache.ibatis.annotations.Delete");

    /** Without it MyBatis takes the statement for a read, and a rollback would leave its change behind. */
    @Test
    void aSelectThatChangesDataShouldSaySo() {
        List<Statement> changes = statements()
                .filter(statement -> statement.kind().endsWith("Select"))
                .filter(statement -> CHANGES.matcher(statement.withoutLocks()).find())
                .toList();

        assertThat(changes).as("selects that change data").hasSizeGreaterThan(3);
        assertThat(changes)
                .allSatisfy(statement -> assertThat(statement.affectData())
                        .as("%s needs affectData = true", statement.name())
                        .isTrue());
    }

    @Test
    void aSelectThatOnlyReadsShouldNotClaimToChange() {
        assertThat(statements()
                        .filter(statement -> statement.kind().endsWith("Select"))
                        .filter(Statement::affectData))
                .allSatisfy(statement -> assertThat(
                                CHANGES.matcher(statement.withoutLocks()).find())
                        .as("%s changes data", statement.name())
                        .isTrue());
    }

    /** Text that is pasted into a statement is an injection waiting for its caller. */
    @Test
    void noStatementShouldPasteText() {
        assertThat(statements()).hasSizeGreaterThan(10);
        assertThat(statements())
                .allSatisfy(statement ->
                        assertThat(statement.sql()).as(statement.name()).doesNotContain("${", "<script"));
    }

    @Test
    void everyMethodOfAMapperShouldCarryItsStatement() {
        assertThat(mapperMethods()).isNotEmpty();
        assertThat(mapperMethods())
                .allSatisfy(method -> assertThat(STATEMENTS.stream().anyMatch(method::isAnnotatedWith))
                        .as(method.getFullName())
                        .isTrue());
    }

    private record Statement(String name, String kind, String sql, boolean affectData) {
        String withoutLocks() {
            return LOCKS.matcher(sql.toLowerCase(Locale.ROOT)).replaceAll("");
        }
    }

    private static Stream<JavaMethod> mapperMethods() {
        return House.main(House.POSTGRES).stream()
                .filter(type -> type.isInterface() && type.getSimpleName().endsWith("Mapper"))
                .flatMap(type -> type.getMethods().stream());
    }

    private static Stream<Statement> statements() {
        return mapperMethods()
                .flatMap(method -> method.getAnnotations().stream()
                        .filter(annotation ->
                                STATEMENTS.contains(annotation.getRawType().getName()))
                        .map(annotation -> statement(method, annotation)));
    }

    private static Statement statement(JavaMethod method, JavaAnnotation<JavaMethod> annotation) {
        Map<String, Object> properties = annotation.getProperties();
        return new Statement(
                method.getFullName(),
                annotation.getRawType().getName(),
                String.join(" ", (String[]) properties.getOrDefault("value", new String[0])),
                Boolean.TRUE.equals(properties.get("affectData")));
    }
}
