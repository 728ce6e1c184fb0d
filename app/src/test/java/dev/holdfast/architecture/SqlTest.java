package dev.holdfast.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import dev.holdfast.architecture.Statements.Statement;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Where statements are written, and how. */
class SqlTest {
    /** Functions that write, so that a statement that calls one changes what is there. */
    private static final List<String> CHANGING_FUNCTIONS =
            List.of("holdfast.refresh_statistics(", "holdfast.begin_embedding(", "holdfast.cut_over_embedding(");

    private static final Pattern CHANGES =
            Pattern.compile("\\b(insert\\s+into|update|delete\\s+from|merge\\s+into|truncate)\\b");

    private static final Pattern TABLE = Pattern.compile(
            "(?<![.'])holdfast\\.(memory|memory_history|collection|document|chunk|api_key|tenant|audit_entry|idempotency_claim)\\b");

    /** A mapper, or the parts of its statements beside it. */
    private static final Pattern HOME_OF_SQL = Pattern.compile("\\w+(Mapper|Sql)|Claims");

    private static final Set<String> TALK_TO_THE_DRIVER = Set.of(
            "prepareStatement",
            "prepareCall",
            "createStatement",
            "commit",
            "rollback",
            "setAutoCommit",
            "setTransactionIsolation");

    /** Without it MyBatis takes the statement for a read, and a rollback would leave its change behind. */
    @Test
    void aSelectThatChangesDataShouldSaySo() {
        List<Statement> changes = Statements.all().stream()
                .filter(Statement::isSelect)
                .filter(SqlTest::changes)
                .toList();

        assertThat(changes).as("selects that change data").hasSizeGreaterThan(10);
        assertThat(changes)
                .filteredOn(statement -> !statement.affectData())
                .as("need affectData = true")
                .extracting(Statement::name)
                .isEmpty();
    }

    @Test
    void aSelectThatOnlyReadsShouldNotClaimToChange() {
        List<Statement> reads = Statements.all().stream()
                .filter(Statement::isSelect)
                .filter(statement -> !changes(statement))
                .toList();

        assertThat(reads).hasSizeGreaterThan(10);
        assertThat(reads)
                .filteredOn(Statement::affectData)
                .extracting(Statement::name)
                .isEmpty();
    }

    /** Text that is pasted into a statement is an injection waiting for its caller. */
    @Test
    void noStatementShouldPasteText() {
        assertThat(Statements.all()).hasSizeGreaterThan(30);
        assertThat(Statements.all())
                .filteredOn(statement -> Stream.of("${", "<script", "<foreach").anyMatch(statement.sql()::contains))
                .extracting(Statement::name)
                .isEmpty();
    }

    @Test
    void everyMethodOfAMapperShouldCarryItsStatement() {
        assertThat(Statements.mappers()).hasSizeGreaterThan(4);
        assertThat(Statements.mappers().stream().flatMap(type -> type.getMethods().stream()))
                .filteredOn(method -> method.getAnnotations().stream().noneMatch(Statements::isStatement))
                .isEmpty();
    }

    @Test
    void noStatementShouldBeOutsideAMapper() {
        assertThat(House.everyMain().stream()
                        .filter(type -> !type.getPackageName().startsWith("dev.holdfast.postgres")
                                || !type.getSimpleName().endsWith("Mapper"))
                        .flatMap(type -> type.getMethods().stream())
                        .filter(method -> method.getAnnotations().stream().anyMatch(Statements::isStatement)))
                .isEmpty();
    }

    /** Nobody but the repository beside it calls a mapper. */
    @Test
    void mappersShouldNotBeSeenFromOutsideTheirPackage() {
        assertThat(Statements.mappers())
                .filteredOn(mapper -> mapper.getModifiers().contains(JavaModifier.PUBLIC))
                .extracting(JavaClass::getName)
                .isEmpty();
    }

    @Test
    void tablesShouldBeNamedWhereTheMappersAre() {
        List<Path> naming = House.MODULES.stream()
                .flatMap(module -> House.javaSources(module).stream())
                .filter(source -> TABLE.matcher(House.text(source)).find())
                .toList();

        assertThat(naming).hasSizeGreaterThan(4);
        assertThat(naming)
                .filteredOn(
                        source -> !HOME_OF_SQL.matcher(House.typeNameOf(source)).matches())
                .isEmpty();
    }

    @Test
    void thereShouldBeNoXmlForMyBatis() {
        assertThat(House.sources(House.POSTGRES))
                .hasSizeGreaterThan(40)
                .noneMatch(source -> source.toString().endsWith(".xml"));
    }

    /** Transactions belong to the runner; what operates the database itself speaks to the driver directly. */
    @Test
    void theDriverShouldBeSpokenToInFewPlaces() {
        List<JavaClass> speakers = speakers("java.sql.Connection", TALK_TO_THE_DRIVER);

        assertThat(speakers)
                .extracting(JavaClass::getSimpleName)
                .contains("SqlRunner", "Undoing")
                .hasSizeGreaterThan(4);
        assertThat(speakers)
                .filteredOn(type -> !type.getSimpleName().equals("SqlRunner"))
                .filteredOn(type -> !resideInAnyPackage("dev.holdfast.postgres.operations", "dev.holdfast.app.embedded")
                        .test(type))
                .isEmpty();
    }

    @Test
    void sessionsShouldBeOpenedByTheRunnerAlone() {
        assertThat(speakers("org.apache.ibatis.session.SqlSessionFactory", Set.of("openSession")))
                .extracting(JavaClass::getSimpleName)
                .containsExactly("SqlRunner");
        assertThat(speakers("org.apache.ibatis.session.SqlSession", Set.of("commit", "rollback", "getConnection")))
                .isEmpty();
    }

    private static List<JavaClass> speakers(String type, Set<String> methods) {
        return House.everyMain().stream()
                .filter(each -> each.getAccessesFromSelf().stream()
                        .map(JavaAccess::getTarget)
                        .anyMatch(target ->
                                target.getOwner().getName().equals(type) && methods.contains(target.getName())))
                .toList();
    }

    private static boolean changes(Statement statement) {
        return CHANGES.matcher(statement.withoutLocks()).find()
                || CHANGING_FUNCTIONS.stream().anyMatch(statement.withoutLocks()::contains);
    }
}
