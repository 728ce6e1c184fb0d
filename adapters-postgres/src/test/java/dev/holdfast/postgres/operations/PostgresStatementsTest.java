package dev.holdfast.postgres.operations;

import static dev.holdfast.domain.memory.Memories.aMemory;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.holdfast.domain.RepositoriesUnderTest;
import dev.holdfast.domain.memory.MemoryStage;
import dev.holdfast.ports.operations.SlowStatement;
import dev.holdfast.ports.operations.StatementFigures;
import dev.holdfast.ports.operations.StoreStatements;
import dev.holdfast.ports.operations.StoreStatementsContract;
import dev.holdfast.postgres.OnPostgres;
import dev.holdfast.postgres.PostgresUnderTest;
import dev.holdfast.postgres.support.StatementStatistics;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** How long statements take, and how the database goes about them; never what they were called with. */
final class PostgresStatementsTest extends OnPostgres implements StoreStatementsContract {
    private static final String SECRET = "swordfish4711";

    @Override
    public StoreStatements statements() {
        return storage().adapter().statements();
    }

    /** Writes, finds, lists, searches for and fails with a secret in every place that has room for one. */
    private static void useTheSecret(RepositoriesUnderTest storage) {
        MemoryStage here = MemoryStage.on(storage);
        here.upsert(aMemory().withKey(SECRET).withContent("the word is " + SECRET));
        here.find(aMemory().withKey(SECRET));
        here.keys();
        here.keysFound(SECRET);
        here.repository()
                .upsert(
                        here.tenant().scope(),
                        aMemory().withKey(SECRET).write(),
                        here.tenant().once(SECRET));
        here.repository()
                .upsert(
                        here.tenant().scope(),
                        aMemory().withKey(SECRET).write(),
                        here.tenant().once(SECRET));
    }

    @Test
    void everyStatementOfEveryMapperShouldBeKnownByItsMethod() {
        assertThat(statements().names())
                .hasSizeGreaterThan(60)
                .contains("MemoryMapper.find", "MemoryMapper.upsertOnce", "ClaimMapper.insert", "TenantMapper.list")
                .allMatch(name -> name.matches("[A-Z]\\w+Mapper\\.[a-z]\\w*"));
    }

    @Test
    void aStatementThatRanShouldBeCountedWithItsRowsAndItsFailures() {
        try (PostgresUnderTest fresh = new PostgresUnderTest()) {
            useTheSecret(fresh);

            List<StatementFigures> figures = fresh.adapter().statements().figures();

            assertThat(figure(figures, "MemoryMapper.find").calls()).isEqualTo(1);
            assertThat(figure(figures, "MemoryMapper.find").rows()).isEqualTo(1);
            assertThat(figure(figures, "MemoryMapper.find").totalMs()).isPositive();
            assertThat(figure(figures, "MemoryMapper.upsertOnce").calls()).isEqualTo(2);
            assertThat(figure(figures, "MemoryMapper.upsertOnce").failures()).isEqualTo(1);
        }
    }

    @Test
    void aSlowReadShouldBeKeptWithItsPlanAndNoSecretAnywhere() {
        try (PostgresUnderTest all = PostgresUnderTest.whereEverythingIsSlow();
                Lines lines = new Lines()) {
            useTheSecret(all);
            StoreStatements statements = all.adapter().statements();

            await().until(() -> call(statements, "MemoryMapper.find").plan().size() > 1);
            await().until(() ->
                    !call(statements, "PassageMapper.lexical").plan().isEmpty());

            assertThat(call(statements, "MemoryMapper.find").plan().getFirst()).contains("(cost=");
            assertThat(call(statements, "MemoryMapper.find").plan()).anyMatch(line -> line.contains("on memory"));
            assertThat(call(statements, "MemoryMapper.find").rows()).isEqualTo(1);
            assertThat(statements.slow())
                    .filteredOn(call -> call.statement().equals("MemoryMapper.upsertOnce"))
                    .anyMatch(call -> call.failure().equals(Optional.of("duplicate")))
                    .allMatch(call -> call.plan().isEmpty());
            assertThat(statements.slow().toString()).doesNotContain(SECRET);
            assertThat(lines.text())
                    .contains("slow statement MemoryMapper.find:", "MemoryMapper.find: ")
                    .doesNotContain(SECRET);
        }
    }

    @Test
    void noPlanOfAKnownStatementShouldHaveAValue() {
        useTheSecret(storage());

        assertThat(statements().names())
                .allSatisfy(
                        name -> assertThat(statements().plan(name).orElseThrow().toString())
                                .doesNotContain(SECRET));
        assertThat(statements().plan("MemoryMapper.find").orElseThrow().plan())
                .anyMatch(line -> line.contains("$"))
                .anyMatch(line -> line.contains("current_setting"));
        assertThat(statements().plan("MemoryMapper.find").orElseThrow().text())
                .startsWith("SELECT")
                .doesNotContain("set_config");
    }

    @Test
    void onlySoManySlowCallsShouldBeKeptAndTheNewestFirst() {
        try (PostgresUnderTest all = PostgresUnderTest.whereEverythingIsSlow()) {
            MemoryStage here = MemoryStage.on(all);
            for (int i = 0; i < StatementStatistics.KEPT + 20; i++) {
                here.find(aMemory());
            }
            List<SlowStatement> slow = all.adapter().statements().slow();

            assertThat(slow).hasSize(StatementStatistics.KEPT);
            assertThat(slow).isSortedAccordingTo((one, other) -> other.at().compareTo(one.at()));
            assertThat(slow).filteredOn(call -> !call.plan().isEmpty()).hasSizeLessThan(3);
        }
    }

    private static StatementFigures figure(List<StatementFigures> figures, String statement) {
        return figures.stream()
                .filter(figure -> figure.statement().equals(statement))
                .findFirst()
                .orElseThrow();
    }

    private static SlowStatement call(StoreStatements statements, String statement) {
        return statements.slow().stream()
                .filter(call -> call.statement().equals(statement))
                .reduce((newer, older) -> older)
                .orElseThrow();
    }

    /** What is logged meanwhile, down to every statement. */
    private static final class Lines implements AutoCloseable {
        private final Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
        private final Logger every = (Logger) LoggerFactory.getLogger(StatementStatistics.VERBOSE);
        private final Logger slow = (Logger) LoggerFactory.getLogger(StatementStatistics.class);
        private final ListAppender<ILoggingEvent> appender = new ListAppender<>();

        Lines() {
            appender.start();
            root.addAppender(appender);
            every.setLevel(Level.DEBUG);
            slow.setLevel(Level.WARN);
        }

        String text() {
            return List.copyOf(appender.list).toString();
        }

        @Override
        public void close() {
            root.detachAppender(appender);
            every.setLevel(null);
            slow.setLevel(null);
        }
    }
}
