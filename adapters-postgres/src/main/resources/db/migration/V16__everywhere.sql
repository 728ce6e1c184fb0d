-- Most searches are not limited to subtrees. An expression with a query in it costs each passage that is read some microseconds, though
-- the query is never made; one without is next to nothing.
CREATE OR REPLACE FUNCTION holdfast.lies_within(namespace text, f holdfast.passage_filter) RETURNS boolean
    LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
    IF f.roots IS NULL THEN
        RETURN true;
    END IF;
    RETURN EXISTS (
        SELECT FROM unnest(f.roots, f.lows, f.highs) AS part (exact, low, high)
        WHERE namespace = part.exact OR (namespace >= part.low COLLATE "C" AND namespace < part.high COLLATE "C"));
END
$$;
