CREATE OR REPLACE FUNCTION holdfast.lies_within(namespace text, f holdfast.passage_filter) RETURNS boolean
    LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
    RETURN f.roots IS NULL OR EXISTS (
        SELECT FROM unnest(f.roots, f.lows, f.highs) AS part (exact, low, high)
        WHERE namespace = part.exact OR (namespace >= part.low COLLATE "C" AND namespace < part.high COLLATE "C"));
END
$$;
