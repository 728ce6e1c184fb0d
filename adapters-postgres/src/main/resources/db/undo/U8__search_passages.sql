DROP FUNCTION holdfast.refresh_statistics;
DROP FUNCTION holdfast.load_passages;
DROP FUNCTION holdfast.lies_within;
DROP FUNCTION holdfast.short_texts;
