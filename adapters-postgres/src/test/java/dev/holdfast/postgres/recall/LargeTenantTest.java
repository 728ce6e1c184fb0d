package dev.holdfast.postgres.recall;

import static dev.holdfast.domain.memory.Memories.aMemory;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.holdfast.domain.memory.Memories;
import dev.holdfast.domain.memory.MemoryStage;
import dev.holdfast.domain.recall.Condition;
import dev.holdfast.domain.recall.Condition.Field.Metadata;
import dev.holdfast.domain.recall.Condition.Value;
import dev.holdfast.domain.recall.LexicalCandidates;
import dev.holdfast.domain.recall.LexicalQuery;
import dev.holdfast.domain.recall.PassageFilter;
import dev.holdfast.domain.shared.JsonDocument;
import dev.holdfast.domain.shared.Namespace;
import dev.holdfast.postgres.OnPostgres;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * What holds of tenants that are too large to count everything for every question, before anything was counted in the background
 * and after. One tenant for all laws, because to fill it takes a while.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class LargeTenantTest extends OnPostgres {
    private static final int MEMORIES = 6_000;
    private static final int RARE = 4_321;

    private MemoryStage here;

    @BeforeAll
    void fill() throws SQLException {
        here = MemoryStage.on(storage());
        MemoryStage there = here.neighbour();
        for (int from = 0; from < MEMORIES; from += 1_000) {
            here.upsertAll(IntStream.range(from, from + 1_000)
                    .mapToObj(LargeTenantTest::memory)
                    .toArray(Memories[]::new));
        }
        there.upsertAll(IntStream.range(0, 500)
                .mapToObj(i -> memory(i).withContent("common scarce foreign"))
                .toArray(Memories[]::new));
        try (Connection connection = storage().admin().open();
                Statement statement = connection.createStatement()) {
            statement.execute("VACUUM ANALYZE holdfast.memory");
        }
    }

    private static Memories memory(int i) {
        return aMemory()
                .in("users/" + i % 10)
                .withKey("k" + i)
                .withMetadata(JsonDocument.of(Map.of("n", i)))
                .withContent("common filler" + (i % 3 == 0 ? " third" : "") + (i % 4 == 0 ? " fourth" : "")
                        + (i % 100 == 0 ? " hundredth" : "") + (i == RARE ? " scarce" : ""));
    }

    private LexicalCandidates ask(LexicalQuery query, Condition where, Namespace... within) {
        return storage()
                .adapter()
                .memoryPassages()
                .lexical(
                        here.tenant().scope(),
                        query,
                        new PassageFilter(List.of(within), where, Optional.empty(), here.now()),
                        2_000);
    }

    private LexicalCandidates ask(String text, Condition where, Namespace... within) {
        return ask(new LexicalQuery(text, List.of(), List.of()), where, within);
    }

    private LexicalCandidates ask(String text) {
        return ask(text, Condition.ALWAYS);
    }

    private static Condition below(int n) {
        return new Condition.Ordered(
                new Metadata(List.of("n")), Condition.Order.LESS, new Value.Decimal(BigDecimal.valueOf(n)));
    }

    @Test
    @Order(1)
    void everythingShouldHoldBeforeTheFirstCount() {
        theLaws();
        assertThat(ask("scarce").passages()).isEqualTo(MEMORIES);
        assertThat(frequency(ask("common third"), "third")).isEqualTo(MEMORIES / 3);
    }

    @Test
    @Order(2)
    void aCountShouldBeDoneWhenItIsDueAndNotSooner() {
        Instant now = storage().clock().instant();

        assertThat(storage().adapter().refreshStatistics(here.tenant().id(), now))
                .isBetween(5_000L, 20_000L);
        assertThat(storage().adapter().refreshStatistics(here.tenant().id(), now.plusSeconds(30)))
                .isZero();
        assertThat(storage().adapter().refreshStatistics(here.tenant().id(), now.plusSeconds(90)))
                .as("counted, but nothing has changed")
                .isZero();
        assertThat(storage().adapter().refreshStatistics(here.tenant().id(), now.plusSeconds(90_000)))
                .as("a day later")
                .isPositive();
    }

    @Test
    @Order(3)
    void everythingShouldHoldAfterwards() throws SQLException {
        theLaws();
        LexicalCandidates candidates = ask("common third hundredth narwhal");

        assertThat(candidates.passages()).isEqualTo(MEMORIES);
        assertThat((double) frequency(candidates, "third")).isCloseTo(MEMORIES / 3.0, within(MEMORIES / 20.0));
        assertThat((double) frequency(candidates, "common")).isCloseTo(MEMORIES, within(MEMORIES / 20.0));
        assertThat(frequency(candidates, "hundredth")).isEqualTo(MEMORIES / 100);
        assertThat(frequency(candidates, "narwhal")).isZero();
        try (Connection connection = storage().admin().open();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT count(DISTINCT tenant_id), bool_or(term = 'foreign') FROM holdfast.term_statistics")) {
            rows.next();
            assertThat(rows.getInt(1)).isOne();
            assertThat(rows.getBoolean(2)).isFalse();
        }
    }

    @Test
    @Order(4)
    void aTenantThatShrinksShouldBeCountedForEveryQuestionAgain() throws SQLException {
        try (Connection connection = storage().admin().open();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "SELECT set_config('holdfast.tenant', '" + here.tenant().id() + "', false)");
            statement.execute("UPDATE holdfast.memory SET deleted_at = now(), recorded_at = now() + interval '1 day',"
                    + " version = version + 1 WHERE tenant_id = '"
                    + here.tenant().id() + "' AND key > 'k2'");
        }
        storage()
                .adapter()
                .refreshStatistics(
                        here.tenant().id(), storage().clock().instant().plusSeconds(200_000));

        assertThat(ask("common").passages())
                .isEqualTo(frequency(ask("common"), "common"))
                .isLessThan(5_000);
    }

    private void theLaws() {
        LexicalCandidates rare = ask("scarce");
        assertThat(rare.found()).hasSize(1);
        assertThat(frequency(rare, "scarc")).isOne();

        LexicalCandidates mixed = ask("common fourth hundredth scarce");
        assertThat(mixed.found()).hasSizeGreaterThan(200);
        assertThat(mixed.found().stream().filter(each -> has(mixed, each, "hundredth")))
                .hasSize(MEMORIES / 100);
        assertThat(mixed.found().stream().filter(each -> has(mixed, each, "scarc")))
                .hasSize(1);
        assertThat(mixed.found().stream().map(LexicalCandidates.Candidate::id)).doesNotHaveDuplicates();

        LexicalCandidates both = ask("third fourth");
        assertThat(both.found().stream().filter(each -> has(both, each, "third") && has(both, each, "fourth")))
                .as("what has all the words comes before what has one")
                .hasSize(MEMORIES / 12);

        for (String text : List.of("common", "common third fourth", "scarce common")) {
            assertThat(ask(text, below(60)).found()).as("1 %% by '%s'", text).hasSize(60);
            assertThat(ask(text, below(6)).found()).as("0.1 %% by '%s'", text).hasSize(6);
            assertThat(ask(text, below(1)).found()).as("one by '%s'", text).hasSize(1);
            assertThat(ask(text, below(0)).found()).as("none by '%s'", text).isEmpty();
            assertThat(ask(text, below(60), new Namespace("users/7")).found())
                    .as("in a namespace by '%s'", text)
                    .hasSize(6);
        }
        LexicalCandidates corner = ask("common third hundredth", Condition.ALWAYS, new Namespace("users/0"));
        assertThat(corner.found()).as("all of a corner").hasSize(MEMORIES / 10);
        assertThat(corner.passages()).isEqualTo(MEMORIES / 10);
        assertThat(frequency(corner, "common")).isEqualTo(MEMORIES / 10);
        assertThat(frequency(corner, "hundredth")).isEqualTo(MEMORIES / 100);
        LexicalCandidates misspelt = ask("scarcce", Condition.ALWAYS, new Namespace("users/1"));
        assertThat(misspelt.approximate()).isTrue();
        assertThat(misspelt.found()).hasSize(1);
        assertThat(ask(
                                new LexicalQuery("filler", List.of("fourth hundredth"), List.of()),
                                Condition.ALWAYS,
                                new Namespace("users/0"))
                        .found())
                .hasSize(MEMORIES / 100);
        assertThat(ask("foreign").found()).isEmpty();
        assertThat(ask(new LexicalQuery("filler", List.of("fourth hundredth"), List.of("scar")), Condition.ALWAYS)
                        .found())
                .isEmpty();
        assertThat(ask(new LexicalQuery("filler", List.of("fourth hundredth"), List.of("comm")), Condition.ALWAYS)
                        .found())
                .hasSize(MEMORIES / 100);
    }

    private static boolean has(LexicalCandidates candidates, LexicalCandidates.Candidate found, String term) {
        return found.frequencies().get(candidates.terms().indexOf(term)) > 0;
    }

    private static long frequency(LexicalCandidates candidates, String term) {
        return candidates.documentFrequencies().get(candidates.terms().indexOf(term));
    }
}
