DROP TABLE holdfast.job;
