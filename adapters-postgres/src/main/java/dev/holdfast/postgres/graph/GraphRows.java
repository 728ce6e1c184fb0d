package dev.holdfast.postgres.graph;

import dev.holdfast.domain.graph.Entity;
import dev.holdfast.domain.graph.Observations;
import dev.holdfast.domain.graph.Relation;
import dev.holdfast.domain.shared.Digest;
import dev.holdfast.postgres.support.Row;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What statements about graphs take and answer. */
final class GraphRows {
    private GraphRows() {}

    /** An entity and where it stands in its list. */
    record PlacedEntity(Entity entity, long position) {
        static PlacedEntity read(Row row) throws SQLException {
            return new PlacedEntity(new Entity(row.text(), row.text(), row.texts()), row.number());
        }
    }

    record PlacedRelation(Relation relation, long position) {
        static PlacedRelation read(Row row) throws SQLException {
            return new PlacedRelation(new Relation(row.text(), row.text(), row.text()), row.number());
        }
    }

    /** @param missing whether {@code entity} does not exist; otherwise it got the observation of that hash */
    record Observed(boolean missing, String entity, String hash) {
        static Observed read(Row row) throws SQLException {
            return new Observed(row.truth(), row.text(), row.text());
        }
    }

    /** Entities, column by column. */
    record EntityColumns(List<String> names, List<String> types) {
        static EntityColumns of(List<Entity> entities) {
            return new EntityColumns(
                    entities.stream().map(Entity::name).toList(),
                    entities.stream().map(Entity::type).toList());
        }
    }

    /** Observations, column by column; an entity of which nothing is said stands in {@code entities} only. */
    record ObservationColumns(List<String> entities, List<String> owners, List<String> contents, List<String> hashes) {
        static ObservationColumns of(List<Observations> observations) {
            List<String> owners = new ArrayList<>();
            List<String> contents = new ArrayList<>();
            for (Observations said : observations) {
                for (String content : said.contents()) {
                    owners.add(said.entity());
                    contents.add(content);
                }
            }
            return new ObservationColumns(
                    observations.stream().map(Observations::entity).distinct().toList(),
                    owners,
                    contents,
                    contents.stream().map(content -> hash(content)).toList());
        }
    }

    /** Relations, column by column. */
    record RelationColumns(List<String> sources, List<String> targets, List<String> types, List<String> hashes) {
        static RelationColumns of(List<Relation> relations) {
            return new RelationColumns(
                    relations.stream().map(Relation::from).toList(),
                    relations.stream().map(Relation::to).toList(),
                    relations.stream().map(Relation::type).toList(),
                    relations.stream().map(GraphRows::hash).toList());
        }
    }

    static String hash(Relation relation) {
        return new Digest()
                .add(relation.from())
                .add(relation.type())
                .add(relation.to())
                .hex();
    }

    static String hash(String text) {
        return new Digest().add(text).hex();
    }
}
