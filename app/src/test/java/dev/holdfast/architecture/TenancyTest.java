package dev.holdfast.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import dev.holdfast.architecture.Statements.Statement;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Row-level security is the second wall. The first is in every call and every statement: it names its tenant. */
class TenancyTest {
    private static final String TELLS_THE_TENANT = "SELECT set_config('holdfast.tenant', #{entry.tenant}, true)";
    private static final String SCOPE = "dev.holdfast.domain.shared.Scope";

    /** Before the tenant is known, or over all tenants: each has a policy of its own. */
    private static final Set<String> WITHOUT_A_TENANT = Set.of("ApiKeyMapper.findPresented", "TenantMapper.list");

    private static final Set<String> PORTS_WITHOUT_A_SCOPE = Set.of("ApiKeyRepository.findForAuthentication");

    private static final Pattern READ =
            Pattern.compile("\\b(FROM|JOIN|USING)\\s+holdfast\\.\\w+\\b(?!\\()|\\bUPDATE\\s+holdfast\\.");
    private static final Pattern TABLE = Pattern.compile("CREATE TABLE holdfast\\.(\\w+) .*");
    private static final Pattern PREDICATE = Pattern.compile("\\btenant_id = #\\{entry\\.tenant}");
    private static final Pattern INSERT = Pattern.compile("INSERT INTO holdfast\\.\\w+(?: AS \\w+)?\\s*\\(\\s*(\\w+)");

    @Test
    void everyStatementShouldTellTheTenantFirst() {
        assertThat(scoped()).hasSizeGreaterThan(28);
        assertThat(scoped())
                .filteredOn(statement -> !statement.sql().startsWith(TELLS_THE_TENANT))
                .extracting(Statement::name)
                .isEmpty();
    }

    /** One predicate for each table that is read or changed. */
    @Test
    void everyStatementShouldAskForTheRowsOfItsTenant() {
        assertThat(scoped().stream().filter(statement -> count(READ, statement) > 0))
                .hasSizeGreaterThan(15);
        assertThat(scoped())
                .filteredOn(statement -> count(PREDICATE, statement) < count(READ, statement))
                .extracting(Statement::name)
                .isEmpty();
    }

    @Test
    void everyInsertedRowShouldBeginWithItsTenant() {
        List<String> firstColumns = Statements.all().stream()
                .flatMap(statement -> INSERT.matcher(statement.sql()).results())
                .map(insert -> insert.group(1))
                .toList();

        assertThat(firstColumns).hasSizeGreaterThan(15).containsOnly("tenant_id");
    }

    @Test
    void theExceptionsShouldExistAndTellTheirOwnSetting() {
        List<Statement> exceptions = Statements.all().stream()
                .filter(statement -> WITHOUT_A_TENANT.contains(statement.name()))
                .toList();

        assertThat(exceptions).hasSameSizeAs(WITHOUT_A_TENANT);
        assertThat(exceptions).allMatch(statement -> statement.sql().startsWith("SELECT set_config('holdfast."));
    }

    @Test
    void everyCallOfARepositoryShouldBeginWithItsScope() {
        List<JavaMethod> methods = PortsTest.storagePorts()
                .map(JavaClass::getMethods)
                .flatMap(Set::stream)
                .toList();

        assertThat(methods).hasSizeGreaterThan(20);
        assertThat(methods)
                .filteredOn(method -> !takesAScopeFirst(method))
                .extracting(method -> method.getOwner().getSimpleName() + "." + method.getName())
                .containsExactlyInAnyOrderElementsOf(PORTS_WITHOUT_A_SCOPE);
    }

    /** {@code db/schema.sql} is what the migrations come to; a test of the adapter keeps it so. */
    @Test
    void everyTableShouldForceRowSecurityAndHaveATenant() {
        Path schema = House.root().resolve(House.POSTGRES).resolve("src/main/resources/db/schema.sql");
        List<String> lines = House.text(schema).lines().toList();
        List<String> tables = lines.stream()
                .map(TABLE::matcher)
                .filter(Matcher::matches)
                .map(table -> table.group(1))
                .toList();

        assertThat(tables)
                .hasSizeGreaterThan(5)
                .allSatisfy(table -> assertThat(lines)
                        .contains(
                                "ALTER TABLE holdfast." + table + " ENABLE ROW LEVEL SECURITY; --@ row_security "
                                        + table,
                                "ALTER TABLE holdfast." + table + " FORCE ROW LEVEL SECURITY; --@ forced_row_security "
                                        + table)
                        .anyMatch(line -> line.startsWith(
                                "ALTER TABLE holdfast." + table + " ADD COLUMN tenant_id text COLLATE \"C\"; ")));
    }

    private static List<Statement> scoped() {
        return Statements.all().stream()
                .filter(statement -> !WITHOUT_A_TENANT.contains(statement.name()))
                .toList();
    }

    private static boolean takesAScopeFirst(JavaMethod method) {
        return Stream.of(method)
                .flatMap(each -> each.getRawParameterTypes().stream())
                .limit(1)
                .anyMatch(type -> type.getName().equals(SCOPE));
    }

    private static long count(Pattern pattern, Statement statement) {
        return pattern.matcher(statement.sql()).results().count();
    }
}
