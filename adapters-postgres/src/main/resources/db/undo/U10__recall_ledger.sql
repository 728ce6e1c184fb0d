DROP TABLE holdfast.recall_feedback;
DROP TABLE holdfast.recall;
