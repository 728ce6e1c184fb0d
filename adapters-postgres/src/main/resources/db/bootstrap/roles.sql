-- What only an administrator of the database can make: the roles, the schema and the extension.
-- Safe to run again. Everything else is made by the migrations, as holdfast_owner.

DO $$
DECLARE
    missing  text;
    -- From PostgreSQL 16 on, whoever creates a role administers it, and still may not take it on.
    takes_on text := CASE WHEN current_setting('server_version_num')::int >= 160000 THEN 'SET' ELSE 'MEMBER' END;
BEGIN
    -- Owner of every object. Never logs in for traffic.
    -- Traffic. Owns nothing, changes data only, and row-level security binds it.
    -- Runs the body of the search functions; see the policy memory_search.
    -- Runs the questions of administrators; see the function run_query.
    FOREACH missing IN ARRAY ARRAY['holdfast_owner', 'holdfast_app', 'holdfast_search', 'holdfast_query'] LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = missing) THEN
            EXECUTE format('CREATE ROLE %I NOLOGIN NOINHERIT', missing);
        END IF;
        IF missing IN ('holdfast_owner', 'holdfast_app') AND NOT pg_has_role(current_user, missing, takes_on) THEN
            EXECUTE format('GRANT %I TO %I', missing, current_user);
        END IF;
    END LOOP;
END
$$;

-- The owner hands functions over to these roles, for which it must be a member of them. NOINHERIT above keeps their policies from
-- opening the owner's eyes.
GRANT holdfast_search, holdfast_query TO holdfast_owner;

CREATE SCHEMA IF NOT EXISTS holdfast AUTHORIZATION holdfast_owner;

-- Trigrams find near misses when a search finds no word.
CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA holdfast;
