package dev.holdfast.domain.graph;

import dev.holdfast.domain.audit.AuditEntryId;
import dev.holdfast.domain.shared.Change;
import dev.holdfast.domain.shared.Namespace;
import dev.holdfast.domain.shared.NotFound;
import dev.holdfast.domain.shared.Page;
import dev.holdfast.domain.shared.PageRequest;
import dev.holdfast.domain.shared.Scope;
import java.util.List;

/**
 * Keeps graphs, one for each namespace of a tenant.
 *
 * <p>Every write is all or nothing, adds one audit entry when it changed anything and none when it did not, and changes nothing more
 * when it is done again: so claims are not looked at. Writes of several callers to one graph, or to one entity, are all kept. A
 * write that returns is visible to every later read and search.
 *
 * <p>Lists are in the order in which things were added. Every method throws a {@link dev.holdfast.domain.shared.StoreException} when
 * the store fails.
 */
public interface GraphRepository {
    /**
     * Adds the entities whose names the graph does not have yet, with their observations.
     *
     * @param entities with different names
     * @return the names of those that were added
     */
    List<String> addEntities(Scope scope, Namespace graph, List<Entity> entities, AuditEntryId auditId, Change change);

    /** Adds the relations that the graph does not have yet. @return those that were added */
    List<Relation> addRelations(
            Scope scope, Namespace graph, List<Relation> relations, AuditEntryId auditId, Change change);

    /**
     * Adds the observations that their entities do not have yet.
     *
     * @return for each of {@code observations}, in their order, what was added
     * @throws NotFound when an entity does not exist; nothing is added then
     */
    List<Observations> addObservations(
            Scope scope, Namespace graph, List<Observations> observations, AuditEntryId auditId, Change change);

    /** Deletes the entities of those names, their observations, and every relation from or to such a name. */
    void deleteEntities(Scope scope, Namespace graph, List<String> names, AuditEntryId auditId, Change change);

    /** Deletes those observations; what is not there is passed over. */
    void deleteObservations(
            Scope scope, Namespace graph, List<Observations> observations, AuditEntryId auditId, Change change);

    /** Deletes those relations; what is not there is passed over. */
    void deleteRelations(Scope scope, Namespace graph, List<Relation> relations, AuditEntryId auditId, Change change);

    /** All entities, in the order in which they came to be. */
    Page<Entity> entities(Scope scope, Namespace graph, PageRequest page);

    /** All relations, in the order in which they came to be. */
    Page<Relation> relations(Scope scope, Namespace graph, PageRequest page);

    /** The entities of those names that exist. */
    List<Entity> find(Scope scope, Namespace graph, List<String> names);

    /** At most {@code limit} relations from or to one of those names. */
    List<Relation> relationsOf(Scope scope, Namespace graph, List<String> names, int limit);

    /**
     * Entities in whose name, type and observations together each of the query's words begins a word, in any order; when there is
     * none, those with the most of the words. Upper and lower case are the same.
     *
     * @param query any text; words are runs of letters and digits
     * @param limit at most so many, 1 to {@value PageRequest#MAX_LIMIT}
     */
    List<Entity> search(Scope scope, Namespace graph, String query, int limit);
}
