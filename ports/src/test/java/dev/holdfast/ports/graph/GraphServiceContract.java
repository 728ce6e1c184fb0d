package dev.holdfast.ports.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.domain.graph.Entity;
import dev.holdfast.domain.graph.Observations;
import dev.holdfast.domain.graph.Relation;
import dev.holdfast.domain.identity.Role;
import dev.holdfast.domain.shared.NotPermitted;
import dev.holdfast.domain.shared.PageRequest;
import dev.holdfast.ports.StorageUnderTest;
import dev.holdfast.ports.TestServices;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every law of {@link GraphService} over the storage under test. */
public interface GraphServiceContract {
    Entity ADA = new Entity("Ada", "person", List.of("writes programs"));
    Entity LONDON = new Entity("London", "city", List.of());
    Relation LIVES = new Relation("Ada", "London", "lives in");

    StorageUnderTest storage();

    @Test
    default void whatWasCreatedShouldBeReadOpenedAndFound() {
        TestServices here = ready();

        assertThat(here.graphs()
                        .entities(here.call(Role.READER), PageRequest.first(50))
                        .items())
                .containsExactly(ADA, LONDON);
        assertThat(here.graphs()
                        .relations(here.call(Role.READER), PageRequest.first(50))
                        .items())
                .containsExactly(LIVES);
        assertThat(here.graphs()
                        .open(here.call(Role.READER), List.of("Ada", "nobody"))
                        .entities())
                .containsExactly(ADA);
        assertThat(here.graphs().search(here.call(Role.READER), "programs", 10).entities())
                .containsExactly(ADA);
    }

    @Test
    default void onlyWhatIsNewShouldBeAdded() {
        TestServices here = ready();

        assertThat(here.graphs().createEntities(here.writer(), List.of(ADA, new Entity("Bath", "city", List.of()))))
                .extracting(Entity::name)
                .containsExactly("Bath");
        assertThat(here.graphs().createRelations(here.writer(), List.of(LIVES))).isEmpty();
        assertThat(here.graphs()
                        .addObservations(
                                here.writer(), List.of(new Observations("Ada", List.of("writes programs", "rides")))))
                .containsExactly(new Observations("Ada", List.of("rides")));
    }

    @Test
    default void whatWasDeletedShouldBeGone() {
        TestServices here = ready();

        here.graphs().deleteObservations(here.writer(), List.of(new Observations("Ada", List.of("writes programs"))));
        here.graphs().deleteRelations(here.writer(), List.of(LIVES));
        here.graphs().deleteEntities(here.writer(), List.of("London"));

        assertThat(here.graphs()
                        .entities(here.call(Role.READER), PageRequest.first(50))
                        .items())
                .containsExactly(new Entity("Ada", "person", List.of()));
        assertThat(here.graphs()
                        .relations(here.call(Role.READER), PageRequest.first(50))
                        .items())
                .isEmpty();
    }

    @Test
    default void anotherTenantShouldSeeNothingOfIt() {
        TestServices there = ready().neighbour(storage());

        assertThat(there.graphs()
                        .entities(there.call(Role.READER), PageRequest.first(50))
                        .items())
                .isEmpty();
        assertThat(there.graphs()
                        .search(there.call(Role.READER), "programs", 10)
                        .entities())
                .isEmpty();
    }

    @Test
    default void aReaderShouldChangeNothing() {
        TestServices here = ready();

        assertThatThrownBy(() -> here.graphs().createEntities(here.call(Role.READER), List.of(ADA)))
                .isInstanceOf(NotPermitted.class);
        assertThatThrownBy(() -> here.graphs().deleteEntities(here.call(Role.READER), List.of("Ada")))
                .isInstanceOf(NotPermitted.class);
    }

    private TestServices ready() {
        TestServices here = TestServices.on(storage());
        here.graphs().createEntities(here.writer(), List.of(ADA, LONDON));
        here.graphs().createRelations(here.writer(), List.of(LIVES));
        return here;
    }
}
