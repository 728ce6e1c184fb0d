package dev.holdfast.http.graph;

import dev.holdfast.domain.graph.Entity;
import dev.holdfast.domain.graph.Observations;
import dev.holdfast.domain.graph.Relation;
import dev.holdfast.domain.shared.InvalidInput;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The arguments of the graph tools, in the names that clients of the official memory server use. */
final class GraphRequests {
    private GraphRequests() {}

    record Nothing() {}

    record EntityWish(String name, String entityType, List<String> observations) {
        Entity entity() {
            return new Entity(name, entityType, observations);
        }
    }

    record CreateEntities(List<EntityWish> entities) {
        List<Entity> all() {
            return each("/entities", entities, EntityWish::entity);
        }
    }

    record RelationWish(String from, String to, String relationType) {
        Relation relation() {
            return new Relation(from, to, relationType);
        }
    }

    record Relations(List<RelationWish> relations) {
        List<Relation> all() {
            return each("/relations", relations, RelationWish::relation);
        }
    }

    record Addition(String entityName, List<String> contents) {}

    record AddObservations(List<Addition> observations) {
        List<Observations> all() {
            return each("/observations", observations, one -> new Observations(one.entityName(), one.contents()));
        }
    }

    record DeleteEntities(List<String> entityNames) {}

    record Deletion(String entityName, List<String> observations) {}

    record DeleteObservations(List<Deletion> deletions) {
        List<Observations> all() {
            return each("/deletions", deletions, one -> new Observations(one.entityName(), one.observations()));
        }
    }

    record SearchNodes(String query) {}

    record OpenNodes(List<String> names) {}

    /** @throws InvalidInput with a pointer to what is wrong in which of them */
    private static <A, B> List<B> each(String pointer, List<A> wishes, Function<A, B> reading) {
        List<B> all = new ArrayList<>(wishes.size());
        for (int i = 0; i < wishes.size(); i++) {
            try {
                all.add(reading.apply(wishes.get(i)));
            } catch (InvalidInput wrong) {
                throw wrong.under(pointer + "/" + i);
            }
        }
        return all;
    }
}
