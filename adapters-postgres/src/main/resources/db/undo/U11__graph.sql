DROP FUNCTION holdfast.search_graph;
DROP TABLE holdfast.graph_relation;
DROP TABLE holdfast.graph_observation;
DROP TABLE holdfast.graph_entity;
DROP FUNCTION holdfast.keep_graph_words();
DROP FUNCTION holdfast.graph_words(text);
