package dev.holdfast.domain.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.domain.Race;
import dev.holdfast.domain.RepositoriesUnderTest;
import dev.holdfast.domain.TestTenant;
import dev.holdfast.domain.audit.AuditEntry;
import dev.holdfast.domain.audit.AuditFilter;
import dev.holdfast.domain.shared.Namespace;
import dev.holdfast.domain.shared.NotFound;
import dev.holdfast.domain.shared.PageRequest;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Every law of {@link GraphRepository}. Implement it with a class that says which {@code storage()} is under test. */
public interface GraphRepositoryContract {
    Relation A_KNOWS_B = new Relation("a", "b", "knows");

    RepositoriesUnderTest storage();

    private GraphStage stage() {
        return stage(TestTenant.in(storage()), "graph");
    }

    private GraphStage stage(TestTenant tenant, String graph) {
        return new GraphStage(tenant, storage().graphs(), new Namespace(graph));
    }

    private static Entity entity(String name, String... observations) {
        return new Entity(name, "thing", List.of(observations));
    }

    private static Observations said(String entity, String... contents) {
        return new Observations(entity, List.of(contents));
    }

    @Test
    default void addEntitiesShouldAddNewNamesAndLeaveOthersAlone() {
        GraphStage stage = stage();

        assertThat(stage.add(entity("a", "1", "2"), entity("b"))).containsExactly("a", "b");
        assertThat(stage.add(new Entity("a", "other", List.of("3")), entity("c")))
                .containsExactly("c");

        assertThat(stage.entities()).containsExactly(entity("a", "1", "2"), entity("b"), entity("c"));
    }

    @Test
    default void addRelationsShouldAddEachOnceWhetherOrNotItsEndsExist() {
        GraphStage stage = stage();
        Relation back = new Relation("b", "a", "knows");
        Relation likes = new Relation("a", "b", "likes");

        assertThat(stage.relate(A_KNOWS_B, A_KNOWS_B, back)).containsExactly(A_KNOWS_B, back);
        assertThat(stage.relate(A_KNOWS_B, likes)).containsExactly(likes);

        assertThat(stage.relations()).containsExactly(A_KNOWS_B, back, likes);
    }

    @Test
    default void addObservationsShouldAddEachOnceInOrder() {
        GraphStage stage = stage();
        stage.add(entity("a", "1"), entity("b"));

        assertThat(stage.observe(said("a", "2", "1", "3"), said("b"), said("a", "3", "4")))
                .containsExactly(said("a", "2", "3"), said("b"), said("a", "4"));

        assertThat(stage.find("a")).containsExactly(entity("a", "1", "2", "3", "4"));
    }

    @Test
    default void addObservationsShouldRefuseTheWholeCallForAnUnknownEntity() {
        GraphStage stage = stage();
        stage.add(entity("a"));

        assertThatThrownBy(() -> stage.observe(said("a", "1"), said("nobody", "2")))
                .isInstanceOf(NotFound.class)
                .hasMessageContaining("nobody");
        assertThatThrownBy(() -> stage.observe(said("nobody"))).isInstanceOf(NotFound.class);

        assertThat(stage.entities()).containsExactly(entity("a"));
    }

    @Test
    default void deleteEntitiesShouldTakeObservationsAndRelationsAlong() {
        GraphStage stage = stage();
        stage.add(entity("a", "1"), entity("b"));
        stage.relate(A_KNOWS_B, new Relation("b", "a", "x"), new Relation("b", "c", "x"));

        stage.delete("a", "nobody");

        assertThat(stage.entities()).containsExactly(entity("b"));
        assertThat(stage.relations()).containsExactly(new Relation("b", "c", "x"));
        stage.add(entity("a"));
        assertThat(stage.find("a")).containsExactly(entity("a"));
    }

    @Test
    default void deleteObservationsShouldLeaveTheOthers() {
        GraphStage stage = stage();
        stage.add(entity("a", "1", "2"), entity("b", "1"));

        stage.withdraw(said("a", "1", "absent"), said("nobody", "1"));

        assertThat(stage.entities()).containsExactly(entity("a", "2"), entity("b", "1"));
    }

    @Test
    default void deleteRelationsShouldLeaveTheOthers() {
        GraphStage stage = stage();
        stage.relate(A_KNOWS_B, new Relation("a", "b", "likes"));

        stage.unrelate(A_KNOWS_B, new Relation("b", "a", "likes"));

        assertThat(stage.relations()).containsExactly(new Relation("a", "b", "likes"));
    }

    @Test
    default void relationsOfShouldHaveEitherEndAndBeBounded() {
        GraphStage stage = stage();
        Relation toA = new Relation("c", "a", "x");
        stage.relate(A_KNOWS_B, toA, new Relation("b", "c", "x"));

        assertThat(stage.relationsOf(10, "a")).containsExactly(A_KNOWS_B, toA);
        assertThat(stage.relationsOf(1, "a")).containsExactly(A_KNOWS_B);
        assertThat(stage.relationsOf(10)).isEmpty();
    }

    @Test
    default void searchShouldFindWordsInAnyOrderInNameTypeAndObservations() {
        GraphStage stage = stage();
        stage.add(
                new Entity("John_Smith", "person", List.of("speaks fluent Spanish", "likes harbours")),
                new Entity("Ann", "person", List.of("speaks French")),
                entity("unrelated"));

        assertThat(stage.search("spanish speaks")).containsExactly("John_Smith");
        assertThat(stage.search("SMITH harbour")).containsExactly("John_Smith");
        assertThat(stage.search("person speaks")).containsExactly("John_Smith", "Ann");
        assertThat(stage.search("person", 1)).containsExactly("John_Smith");
        assertThat(stage.search("nothing of this kind")).isEmpty();
        assertThat(stage.search("")).isEmpty();
        assertThat(stage.search("!?")).isEmpty();
    }

    @Test
    default void searchShouldFallBackToWhatHasTheMostOfTheWords() {
        GraphStage stage = stage();
        stage.add(entity("a", "red green"), entity("b", "red"), entity("c", "blue"));

        assertThat(stage.search("red green yellow")).containsExactly("a");
    }

    @Test
    default void searchShouldFollowEveryChange() {
        GraphStage stage = stage();
        stage.add(entity("a", "old"));

        stage.observe(said("a", "fresh"));
        assertThat(stage.search("old fresh")).containsExactly("a");
        stage.withdraw(said("a", "old"));
        assertThat(stage.search("old")).isEmpty();
        stage.delete("a");
        assertThat(stage.search("fresh")).isEmpty();
    }

    @Test
    default void searchShouldTakeAnyTextForWords() {
        GraphStage stage = stage();
        stage.add(entity("a", "it's 100% 'quoted' & (odd) | !fine:*"));

        for (String query : List.of("'", "\\", ":*", "a & !b", "(", "it's", "100%", "\"", "x'); DROP TABLE y; --")) {
            assertThat(stage.search(query)).as(query).hasSizeLessThanOrEqualTo(1);
        }
        assertThat(stage.search("quoted odd")).containsExactly("a");
    }

    @Test
    default void walksShouldMeetEverythingOnceInOrder() {
        GraphStage stage = stage();
        List<Entity> all = IntStream.range(0, 25).mapToObj(i -> entity("e" + i)).toList();
        List<Relation> related =
                all.stream().map(one -> new Relation(one.name(), "x", "y")).toList();
        stage.add(all.toArray(Entity[]::new));
        stage.relate(related.toArray(Relation[]::new));

        assertThat(stage.entities()).isEqualTo(all);
        assertThat(stage.relations()).isEqualTo(related);
    }

    @Test
    default void parallelWritesShouldAllBeKept() {
        GraphStage stage = stage();
        stage.add(entity("shared"));

        List<Race.Outcome<List<Observations>>> outcomes = Race.of(20, i -> {
            stage.add(entity("e" + i));
            stage.relate(new Relation("e" + i, "shared", "x"));
            return stage.observe(said("shared", "word" + i + "x said"));
        });

        assertThat(Race.failures(outcomes)).isEmpty();
        assertThat(stage.entities()).hasSize(21);
        assertThat(stage.relations()).hasSize(20);
        assertThat(stage.find("shared").get(0).observations()).hasSize(20);
        for (int i = 0; i < 20; i++) {
            assertThat(stage.search("word" + i + "x shared")).containsExactly("shared");
        }
    }

    @Test
    default void graphsOfOtherNamespacesAndTenantsShouldBeApart() {
        GraphStage stage = stage();
        stage.add(entity("a", "secret"));
        stage.relate(A_KNOWS_B);

        for (GraphStage other : List.of(
                stage(stage.tenant(), "graph/below"), stage(stage.tenant().neighbour(), "graph"))) {
            assertThat(other.entities()).isEmpty();
            assertThat(other.relations()).isEmpty();
            assertThat(other.find("a")).isEmpty();
            assertThat(other.relationsOf(10, "a")).isEmpty();
            assertThat(other.search("secret")).isEmpty();
            other.delete("a");
            other.withdraw(said("a", "secret"));
            other.unrelate(A_KNOWS_B);
            assertThatThrownBy(() -> other.observe(said("a", "1"))).isInstanceOf(NotFound.class);
            assertThat(other.add(entity("a"))).containsExactly("a");
        }
        assertThat(stage.entities()).containsExactly(entity("a", "secret"));
        assertThat(stage.relations()).containsExactly(A_KNOWS_B);
    }

    @Test
    default void everyChangeShouldBeInTheAuditAndNothingElse() {
        GraphStage stage = stage();
        stage.add(entity("a"));
        stage.add(entity("a"));
        stage.relate(A_KNOWS_B);
        stage.relate(A_KNOWS_B);
        stage.observe(said("a", "1"));
        stage.observe(said("a", "1"));
        stage.withdraw(said("a", "2"));
        stage.unrelate(new Relation("a", "b", "y"));
        stage.delete("nobody");
        stage.delete("a");

        List<AuditEntry> entries = storage()
                .audit()
                .list(stage.tenant().scope(), AuditFilter.everything(), PageRequest.first(PageRequest.MAX_LIMIT))
                .items();
        assertThat(entries)
                .filteredOn(entry -> entry.action().equals("graph.test"))
                .hasSize(4)
                .allMatch(entry -> entry.subject().name().equals("graph"));
    }
}
