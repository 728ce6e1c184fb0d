package dev.holdfast.postgres.graph;

import dev.holdfast.domain.audit.AuditEntryId;
import dev.holdfast.domain.graph.Entity;
import dev.holdfast.domain.graph.GraphRepository;
import dev.holdfast.domain.graph.Observations;
import dev.holdfast.domain.graph.Relation;
import dev.holdfast.domain.shared.Change;
import dev.holdfast.domain.shared.Cursor;
import dev.holdfast.domain.shared.InvalidInput;
import dev.holdfast.domain.shared.Namespace;
import dev.holdfast.domain.shared.NotFound;
import dev.holdfast.domain.shared.Page;
import dev.holdfast.domain.shared.PageRequest;
import dev.holdfast.domain.shared.Scope;
import dev.holdfast.postgres.graph.GraphRows.EntityColumns;
import dev.holdfast.postgres.graph.GraphRows.ObservationColumns;
import dev.holdfast.postgres.graph.GraphRows.Observed;
import dev.holdfast.postgres.graph.GraphRows.PlacedEntity;
import dev.holdfast.postgres.graph.GraphRows.PlacedRelation;
import dev.holdfast.postgres.graph.GraphRows.RelationColumns;
import dev.holdfast.postgres.support.Entry;
import dev.holdfast.postgres.support.SqlRunner;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;

/** Graphs in PostgreSQL. */
public final class PostgresGraphRepository implements GraphRepository {
    private final SqlRunner runner;

    public PostgresGraphRepository(SqlRunner runner) {
        this.runner = runner.reading(PlacedEntity.class, PlacedEntity::read)
                .reading(PlacedRelation.class, PlacedRelation::read)
                .reading(Observed.class, Observed::read)
                .with(GraphMapper.class);
    }

    @Override
    public List<String> addEntities(
            Scope scope, Namespace graph, List<Entity> entities, AuditEntryId auditId, Change change) {
        EntityColumns columns = EntityColumns.of(entities);
        ObservationColumns said = ObservationColumns.of(entities.stream()
                .map(entity -> new Observations(entity.name(), entity.observations()))
                .toList());
        Set<String> added = new HashSet<>(write(
                scope,
                "graph.add_entities",
                (mapper, entry) -> mapper.addEntities(entry, scope, graph.value(), columns, said, auditId, change)));
        return columns.names().stream().filter(added::contains).toList();
    }

    @Override
    public List<Relation> addRelations(
            Scope scope, Namespace graph, List<Relation> relations, AuditEntryId auditId, Change change) {
        RelationColumns columns = RelationColumns.of(relations);
        Set<String> added = new HashSet<>(write(
                scope,
                "graph.add_relations",
                (mapper, entry) -> mapper.addRelations(entry, scope, graph.value(), columns, auditId, change)));
        return relations.stream()
                .distinct()
                .filter(relation -> added.contains(GraphRows.hash(relation)))
                .toList();
    }

    @Override
    public List<Observations> addObservations(
            Scope scope, Namespace graph, List<Observations> observations, AuditEntryId auditId, Change change) {
        ObservationColumns said = ObservationColumns.of(observations);
        List<Observed> outcome = write(
                scope,
                "graph.add_observations",
                (mapper, entry) -> mapper.addObservations(entry, scope, graph.value(), said, auditId, change));
        outcome.stream().filter(Observed::missing).findFirst().ifPresent(absent -> {
            throw new NotFound("entity " + absent.entity());
        });
        Set<Observed> left = new HashSet<>(outcome);
        // What two of the wishes name alike was added by the first of them.
        return observations.stream()
                .map(wish -> new Observations(
                        wish.entity(),
                        wish.contents().stream()
                                .filter(content ->
                                        left.remove(new Observed(false, wish.entity(), GraphRows.hash(content))))
                                .toList()))
                .toList();
    }

    @Override
    public void deleteEntities(Scope scope, Namespace graph, List<String> names, AuditEntryId auditId, Change change) {
        write(
                scope,
                "graph.delete_entities",
                (mapper, entry) -> mapper.deleteEntities(entry, scope, graph.value(), names, auditId, change));
    }

    @Override
    public void deleteObservations(
            Scope scope, Namespace graph, List<Observations> observations, AuditEntryId auditId, Change change) {
        ObservationColumns said = ObservationColumns.of(observations);
        write(
                scope,
                "graph.delete_observations",
                (mapper, entry) -> mapper.deleteObservations(entry, scope, graph.value(), said, auditId, change));
    }

    @Override
    public void deleteRelations(
            Scope scope, Namespace graph, List<Relation> relations, AuditEntryId auditId, Change change) {
        RelationColumns columns = RelationColumns.of(relations);
        write(
                scope,
                "graph.delete_relations",
                (mapper, entry) -> mapper.deleteRelations(entry, scope, graph.value(), columns, auditId, change));
    }

    @Override
    public Page<Entity> entities(Scope scope, Namespace graph, PageRequest page) {
        long after = page.after().map(PostgresGraphRepository::position).orElse(0L);
        List<PlacedEntity> found = read(
                scope,
                "graph.entities",
                (mapper, entry) -> mapper.entities(entry, graph.value(), after, page.limit() + 1));
        Page<PlacedEntity> cut = Page.cut(found, page, one -> Cursor.after(Long.toString(one.position())));
        return new Page<>(cut.items().stream().map(PlacedEntity::entity).toList(), cut.next());
    }

    @Override
    public Page<Relation> relations(Scope scope, Namespace graph, PageRequest page) {
        long after = page.after().map(PostgresGraphRepository::position).orElse(0L);
        List<PlacedRelation> found = read(
                scope,
                "graph.relations",
                (mapper, entry) -> mapper.relations(entry, graph.value(), after, page.limit() + 1));
        Page<PlacedRelation> cut = Page.cut(found, page, one -> Cursor.after(Long.toString(one.position())));
        return new Page<>(cut.items().stream().map(PlacedRelation::relation).toList(), cut.next());
    }

    @Override
    public List<Entity> find(Scope scope, Namespace graph, List<String> names) {
        return entitiesOf(read(scope, "graph.find", (mapper, entry) -> mapper.find(entry, graph.value(), names)));
    }

    @Override
    public List<Relation> relationsOf(Scope scope, Namespace graph, List<String> names, int limit) {
        return read(
                        scope,
                        "graph.relations_of",
                        (mapper, entry) -> mapper.relationsOf(entry, graph.value(), names, limit))
                .stream()
                .map(PlacedRelation::relation)
                .toList();
    }

    @Override
    public List<Entity> search(Scope scope, Namespace graph, String query, int limit) {
        return entitiesOf(
                read(scope, "graph.search", (mapper, entry) -> mapper.search(entry, graph.value(), query, limit)));
    }

    private static List<Entity> entitiesOf(List<PlacedEntity> placed) {
        return placed.stream().map(PlacedEntity::entity).toList();
    }

    private <T> T write(Scope scope, String statement, BiFunction<GraphMapper, Entry, T> work) {
        return runner.write(
                scope, statement, (session, entry) -> work.apply(session.getMapper(GraphMapper.class), entry));
    }

    private <T> T read(Scope scope, String statement, BiFunction<GraphMapper, Entry, T> work) {
        return runner.read(
                scope, statement, (session, entry) -> work.apply(session.getMapper(GraphMapper.class), entry));
    }

    private static long position(Cursor cursor) {
        try {
            return Long.parseLong(cursor.at(0));
        } catch (NumberFormatException malformed) {
            throw InvalidInput.of("/cursor", "malformed", "the cursor does not belong to this list");
        }
    }
}
