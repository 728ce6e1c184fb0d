DROP FUNCTION holdfast.run_query;
REVOKE SELECT ON holdfast.memory, holdfast.memory_history, holdfast.collection, holdfast.document, holdfast.chunk, holdfast.graph_entity,
    holdfast.graph_observation, holdfast.graph_relation, holdfast.embedding_model, holdfast.embedding_work, holdfast.recall, holdfast.recall_feedback, holdfast.audit_entry FROM holdfast_query;
REVOKE USAGE ON SCHEMA holdfast FROM holdfast_query;
DROP POLICY audit_entry_query ON holdfast.audit_entry;
DROP POLICY recall_feedback_query ON holdfast.recall_feedback;
DROP POLICY recall_query ON holdfast.recall;
DROP POLICY embedding_work_query ON holdfast.embedding_work;
DROP POLICY embedding_model_query ON holdfast.embedding_model;
DROP POLICY graph_relation_query ON holdfast.graph_relation;
DROP POLICY graph_observation_query ON holdfast.graph_observation;
DROP POLICY graph_entity_query ON holdfast.graph_entity;
DROP POLICY chunk_query ON holdfast.chunk;
DROP POLICY document_query ON holdfast.document;
DROP POLICY collection_query ON holdfast.collection;
DROP POLICY memory_history_query ON holdfast.memory_history;
DROP POLICY memory_query ON holdfast.memory;
DROP FUNCTION holdfast.query_tenant;
DROP TABLE holdfast.query_ticket;
