package dev.holdfast.postgres.graph;

import dev.holdfast.domain.audit.AuditEntryId;
import dev.holdfast.domain.shared.Change;
import dev.holdfast.domain.shared.Scope;
import dev.holdfast.postgres.graph.GraphRows.EntityColumns;
import dev.holdfast.postgres.graph.GraphRows.ObservationColumns;
import dev.holdfast.postgres.graph.GraphRows.Observed;
import dev.holdfast.postgres.graph.GraphRows.PlacedEntity;
import dev.holdfast.postgres.graph.GraphRows.PlacedRelation;
import dev.holdfast.postgres.graph.GraphRows.RelationColumns;
import dev.holdfast.postgres.support.Entry;
import java.util.List;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;

interface GraphMapper {
    String HERE = "tenant_id = #{entry.tenant} AND namespace = #{graph}";

    /** One audit entry when {@code written} has a row. */
    String NOTED = """
            , noted AS (
                INSERT INTO holdfast.audit_entry (
                    tenant_id, id, at, principal_id, request_id, action, subject_type, subject_name, outcome)
                SELECT #{entry.tenant}, #{auditId}, #{change.at}, #{scope.principal}, #{scope.requestId}, #{change.action},
                       'graph', #{graph}, 'done'
                WHERE EXISTS (SELECT FROM written))
            """;

    String ENTITY = """
            SELECT e.name, e.type, ARRAY(
                       SELECT o.content FROM holdfast.graph_observation AS o
                       WHERE o.tenant_id = #{entry.tenant} AND o.namespace = e.namespace AND o.entity = e.name
                       ORDER BY o.position) AS observations,
                   e.position
            FROM holdfast.graph_entity AS e
            """;

    String RELATION = "SELECT source, target, type, position FROM holdfast.graph_relation WHERE " + HERE;

    @Select(value = Entry.SQL + """
            WITH written AS (
                INSERT INTO holdfast.graph_entity (tenant_id, namespace, name, type, created_at, created_by, words)
                SELECT #{entry.tenant}, #{graph}, w.name, w.type, #{change.at}, #{scope.principal},
                       holdfast.graph_words(w.name || ' ' || w.type)
                FROM unnest(#{entities.names, typeHandler=texts}::text[], #{entities.types, typeHandler=texts}::text[])
                     WITH ORDINALITY AS w (name, type, place)
                ORDER BY w.place
                ON CONFLICT DO NOTHING
                RETURNING name),
            observed AS (
                INSERT INTO holdfast.graph_observation (tenant_id, namespace, entity, hash, content, created_at, created_by)
                SELECT #{entry.tenant}, #{graph}, o.entity, o.hash, o.content, #{change.at}, #{scope.principal}
                FROM unnest(#{said.owners, typeHandler=texts}::text[], #{said.hashes, typeHandler=texts}::text[],
                            #{said.contents, typeHandler=texts}::text[])
                     WITH ORDINALITY AS o (entity, hash, content, place)
                    JOIN written ON written.name = o.entity
                ORDER BY o.place
                ON CONFLICT DO NOTHING)
            """ + NOTED + "SELECT name FROM written", affectData = true)
    List<String> addEntities(
            @Param("entry") Entry entry,
            @Param("scope") Scope scope,
            @Param("graph") String graph,
            @Param("entities") EntityColumns entities,
            @Param("said") ObservationColumns said,
            @Param("auditId") AuditEntryId auditId,
            @Param("change") Change change);

    @Select(value = Entry.SQL + """
            WITH written AS (
                INSERT INTO holdfast.graph_relation (
                    tenant_id, namespace, hash, source, target, type, created_at, created_by)
                SELECT #{entry.tenant}, #{graph}, w.hash, w.source, w.target, w.type, #{change.at}, #{scope.principal}
                FROM unnest(#{relations.hashes, typeHandler=texts}::text[], #{relations.sources, typeHandler=texts}::text[],
                            #{relations.targets, typeHandler=texts}::text[], #{relations.types, typeHandler=texts}::text[])
                     WITH ORDINALITY AS w (hash, source, target, type, place)
                ORDER BY w.place
                ON CONFLICT DO NOTHING
                RETURNING hash)
            """ + NOTED + "SELECT hash FROM written", affectData = true)
    List<String> addRelations(
            @Param("entry") Entry entry,
            @Param("scope") Scope scope,
            @Param("graph") String graph,
            @Param("relations") RelationColumns relations,
            @Param("auditId") AuditEntryId auditId,
            @Param("change") Change change);

    @Select(value = Entry.SQL + """
            WITH missing AS (
                SELECT w.name FROM unnest(#{said.entities, typeHandler=texts}::text[]) AS w (name)
                WHERE NOT EXISTS (
                    SELECT FROM holdfast.graph_entity AS e
                    WHERE e.tenant_id = #{entry.tenant} AND e.namespace = #{graph} AND e.name = w.name)),
            written AS (
                INSERT INTO holdfast.graph_observation (tenant_id, namespace, entity, hash, content, created_at, created_by)
                SELECT #{entry.tenant}, #{graph}, o.entity, o.hash, o.content, #{change.at}, #{scope.principal}
                FROM unnest(#{said.owners, typeHandler=texts}::text[], #{said.hashes, typeHandler=texts}::text[],
                            #{said.contents, typeHandler=texts}::text[])
                     WITH ORDINALITY AS o (entity, hash, content, place)
                WHERE NOT EXISTS (SELECT FROM missing)
                ORDER BY o.place
                ON CONFLICT DO NOTHING
                RETURNING entity, hash)
            """ + NOTED + """
            SELECT true AS absent, name, '' AS hash FROM missing
            UNION ALL SELECT false, entity, hash FROM written
            """, affectData = true)
    List<Observed> addObservations(
            @Param("entry") Entry entry,
            @Param("scope") Scope scope,
            @Param("graph") String graph,
            @Param("said") ObservationColumns said,
            @Param("auditId") AuditEntryId auditId,
            @Param("change") Change change);

    @Select(
            value = Entry.SQL + "WITH unrelated AS (DELETE FROM holdfast.graph_relation WHERE " + HERE + """
                  AND (source = ANY (#{names, typeHandler=texts}::text[]) OR target = ANY (#{names, typeHandler=texts}::text[]))
                RETURNING hash),
            gone AS (DELETE FROM holdfast.graph_entity WHERE\s""" + HERE
                    + """
                  AND name = ANY (#{names, typeHandler=texts}::text[])
                RETURNING name),
            written AS (SELECT hash FROM unrelated UNION ALL SELECT name FROM gone)
            """ + NOTED + "SELECT count(*) FROM written",
            affectData = true)
    long deleteEntities(
            @Param("entry") Entry entry,
            @Param("scope") Scope scope,
            @Param("graph") String graph,
            @Param("names") List<String> names,
            @Param("auditId") AuditEntryId auditId,
            @Param("change") Change change);

    @Select(
            value = Entry.SQL + "WITH written AS (DELETE FROM holdfast.graph_observation WHERE " + HERE + """
                  AND (entity, hash) IN (
                      SELECT w.entity, w.hash
                      FROM unnest(#{said.owners, typeHandler=texts}::text[], #{said.hashes, typeHandler=texts}::text[])
                          AS w (entity, hash))
                RETURNING hash)
            """ + NOTED
                    + "SELECT count(*) FROM written",
            affectData = true)
    long deleteObservations(
            @Param("entry") Entry entry,
            @Param("scope") Scope scope,
            @Param("graph") String graph,
            @Param("said") ObservationColumns said,
            @Param("auditId") AuditEntryId auditId,
            @Param("change") Change change);

    @Select(
            value = Entry.SQL + "WITH written AS (DELETE FROM holdfast.graph_relation WHERE " + HERE + """
                  AND hash = ANY (#{relations.hashes, typeHandler=texts}::text[])
                RETURNING hash)
            """ + NOTED
                    + "SELECT count(*) FROM written",
            affectData = true)
    long deleteRelations(
            @Param("entry") Entry entry,
            @Param("scope") Scope scope,
            @Param("graph") String graph,
            @Param("relations") RelationColumns relations,
            @Param("auditId") AuditEntryId auditId,
            @Param("change") Change change);

    @Select(Entry.SQL + ENTITY + " WHERE " + HERE + """
              AND position > #{after}
            ORDER BY position
            LIMIT #{most}
            """)
    List<PlacedEntity> entities(
            @Param("entry") Entry entry,
            @Param("graph") String graph,
            @Param("after") long after,
            @Param("most") int most);

    @Select(Entry.SQL + RELATION + """
              AND position > #{after}
            ORDER BY position
            LIMIT #{most}
            """)
    List<PlacedRelation> relations(
            @Param("entry") Entry entry,
            @Param("graph") String graph,
            @Param("after") long after,
            @Param("most") int most);

    @Select(Entry.SQL + ENTITY + " WHERE " + HERE
            + " AND name = ANY (#{names, typeHandler=texts}::text[]) ORDER BY position")
    List<PlacedEntity> find(
            @Param("entry") Entry entry, @Param("graph") String graph, @Param("names") List<String> names);

    @Select(Entry.SQL + RELATION + """
              AND (source = ANY (#{names, typeHandler=texts}::text[]) OR target = ANY (#{names, typeHandler=texts}::text[]))
            ORDER BY position
            LIMIT #{most}
            """)
    List<PlacedRelation> relationsOf(
            @Param("entry") Entry entry,
            @Param("graph") String graph,
            @Param("names") List<String> names,
            @Param("most") int most);

    @Select(Entry.SQL + ENTITY + """
                JOIN holdfast.search_graph(#{graph}, #{query}, #{most}) AS found ON found.entity = e.name
            WHERE e.tenant_id = #{entry.tenant} AND e.namespace = #{graph}
            ORDER BY e.position
            """)
    List<PlacedEntity> search(
            @Param("entry") Entry entry,
            @Param("graph") String graph,
            @Param("query") String query,
            @Param("most") int most);
}
