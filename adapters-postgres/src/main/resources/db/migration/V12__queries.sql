-- Questions of administrators: SQL that somebody wrote, and so the tenant in the setting holdfast.tenant binds nothing here: whoever may
-- say anything can set it to anything. What it cannot change is the transaction it runs in. A ticket, written before it runs and
-- never committed, says whose transaction that is.
CREATE TABLE holdfast.query_ticket (
    tenant_id      text COLLATE "C" NOT NULL,
    transaction_id xid8             NOT NULL DEFAULT pg_current_xact_id(),
    PRIMARY KEY (tenant_id, transaction_id)
);

ALTER TABLE holdfast.query_ticket ENABLE ROW LEVEL SECURITY;
ALTER TABLE holdfast.query_ticket FORCE ROW LEVEL SECURITY;
CREATE POLICY query_ticket_tenant ON holdfast.query_ticket
    USING (tenant_id = holdfast.current_tenant()) WITH CHECK (tenant_id = holdfast.current_tenant());
CREATE POLICY query_ticket_search ON holdfast.query_ticket FOR SELECT TO holdfast_search USING (true);
GRANT INSERT ON holdfast.query_ticket TO holdfast_app;
GRANT SELECT ON holdfast.query_ticket TO holdfast_search;

-- Whose transaction this is, whatever any setting says. Raises when nobody wrote a ticket, or two.
CREATE FUNCTION holdfast.query_tenant() RETURNS text
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path = holdfast, pg_catalog, pg_temp
AS $$
    SELECT coalesce((SELECT tenant_id FROM query_ticket WHERE transaction_id = pg_current_xact_id_if_assigned()), no_tenant())
$$;

CREATE POLICY memory_query ON holdfast.memory AS RESTRICTIVE FOR SELECT TO holdfast_query
    USING (tenant_id = (SELECT holdfast.query_tenant()));
CREATE POLICY memory_history_query ON holdfast.memory_history AS RESTRICTIVE FOR SELECT TO holdfast_query
    USING (tenant_id = (SELECT holdfast.query_tenant()));
CREATE POLICY collection_query ON holdfast.collection AS RESTRICTIVE FOR SELECT TO holdfast_query
    USING (tenant_id = (SELECT holdfast.query_tenant()));
CREATE POLICY document_query ON holdfast.document AS RESTRICTIVE FOR SELECT TO holdfast_query
    USING (tenant_id = (SELECT holdfast.query_tenant()));
CREATE POLICY chunk_query ON holdfast.chunk AS RESTRICTIVE FOR SELECT TO holdfast_query
    USING (tenant_id = (SELECT holdfast.query_tenant()));
CREATE POLICY graph_entity_query ON holdfast.graph_entity AS RESTRICTIVE FOR SELECT TO holdfast_query
    USING (tenant_id = (SELECT holdfast.query_tenant()));
CREATE POLICY graph_observation_query ON holdfast.graph_observation AS RESTRICTIVE FOR SELECT TO holdfast_query
    USING (tenant_id = (SELECT holdfast.query_tenant()));
CREATE POLICY graph_relation_query ON holdfast.graph_relation AS RESTRICTIVE FOR SELECT TO holdfast_query
    USING (tenant_id = (SELECT holdfast.query_tenant()));
CREATE POLICY embedding_model_query ON holdfast.embedding_model AS RESTRICTIVE FOR SELECT TO holdfast_query
    USING (tenant_id = (SELECT holdfast.query_tenant()));
CREATE POLICY embedding_work_query ON holdfast.embedding_work AS RESTRICTIVE FOR SELECT TO holdfast_query
    USING (tenant_id = (SELECT holdfast.query_tenant()));
CREATE POLICY recall_query ON holdfast.recall AS RESTRICTIVE FOR SELECT TO holdfast_query
    USING (tenant_id = (SELECT holdfast.query_tenant()));
CREATE POLICY recall_feedback_query ON holdfast.recall_feedback AS RESTRICTIVE FOR SELECT TO holdfast_query
    USING (tenant_id = (SELECT holdfast.query_tenant()));
CREATE POLICY audit_entry_query ON holdfast.audit_entry AS RESTRICTIVE FOR SELECT TO holdfast_query
    USING (tenant_id = (SELECT holdfast.query_tenant()));

-- What there is to be asked about. No keys, no claims, no names of tenants.
GRANT USAGE ON SCHEMA holdfast TO holdfast_query;
GRANT SELECT ON holdfast.memory, holdfast.memory_history, holdfast.collection, holdfast.document, holdfast.chunk, holdfast.graph_entity,
    holdfast.graph_observation, holdfast.graph_relation, holdfast.embedding_model, holdfast.embedding_work, holdfast.recall, holdfast.recall_feedback, holdfast.audit_entry TO holdfast_query;

-- Runs as holdfast_query, which may read those tables under the policies above and nothing else. Inside of a function that changes the
-- user PostgreSQL refuses to change it again, so the question cannot become anybody else. A cursor takes one statement that answers rows, and a
-- function that is stable only such as read. Answers the names of the columns, the rows as JSON, and whether there were more.
CREATE FUNCTION holdfast.run_query(question text, given text[], most integer, most_bytes integer)
    RETURNS TABLE (kind text, content text)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path = pg_catalog, holdfast, pg_temp
AS $$
DECLARE
    answer   refcursor;
    next_row record;
    line     text;
    answered integer := 0;
    bytes    bigint := 0;
BEGIN
    OPEN answer FOR EXECUTE question
        USING given[1], given[2], given[3], given[4], given[5], given[6], given[7], given[8], given[9], given[10];
    LOOP
        FETCH answer INTO next_row;
        EXIT WHEN NOT FOUND;
        line := row_to_json(next_row)::text;
        IF answered = 0 THEN
            RETURN QUERY SELECT 'column', names.name
                         FROM json_object_keys(line::json) WITH ORDINALITY AS names (name, place) ORDER BY names.place;
        END IF;
        bytes := bytes + octet_length(line);
        IF answered = most OR bytes > most_bytes THEN
            RETURN QUERY SELECT 'more', '';
            EXIT;
        END IF;
        answered := answered + 1;
        RETURN QUERY SELECT 'row', line;
    END LOOP;
    CLOSE answer;
END
$$;

REVOKE ALL ON FUNCTION holdfast.query_tenant FROM PUBLIC;
REVOKE ALL ON FUNCTION holdfast.run_query FROM PUBLIC;
GRANT EXECUTE ON FUNCTION holdfast.query_tenant TO holdfast_query;
GRANT EXECUTE ON FUNCTION holdfast.run_query TO holdfast_app;
GRANT CREATE ON SCHEMA holdfast TO holdfast_search, holdfast_query;
ALTER FUNCTION holdfast.query_tenant OWNER TO holdfast_search;
ALTER FUNCTION holdfast.run_query OWNER TO holdfast_query;
REVOKE CREATE ON SCHEMA holdfast FROM holdfast_search, holdfast_query;
