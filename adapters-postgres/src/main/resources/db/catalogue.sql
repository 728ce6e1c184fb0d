-- Everything a schema is made of, one object a row, each with the statement that makes it, in the order in which they can be made. Two
-- databases with the same answer have the same schema. It has to be asked with an empty search_path: PostgreSQL then writes every name
-- in full, and the same from version 15 on.
--
-- What is left out: the history of the migrations (it is about the schema, not of it; the parameter takes it in), what extensions made,
-- indexes of pgvector (they come and go with the models in use), and what operators tune: storage parameters, statistics targets.
WITH RECURSIVE asked (history) AS (SELECT ?::boolean),
space AS (SELECT * FROM pg_namespace WHERE nspname = 'holdfast'),
roles AS (SELECT * FROM pg_roles WHERE rolname IN ('holdfast_owner', 'holdfast_app', 'holdfast_search', 'holdfast_query')),
relations AS (
    SELECT c.*, format('holdfast.%I', c.relname) AS named FROM pg_class AS c JOIN space ON c.relnamespace = space.oid
    WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S', 'c')
      AND (c.relname NOT IN ('schema_history', 'schema_rollback') OR (SELECT history FROM asked))
      AND NOT EXISTS (SELECT FROM pg_depend AS d
                      WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid
                        AND (d.deptype = 'e' OR d.deptype = 'i' AND c.relkind = 'S'))),
tables AS (SELECT * FROM relations WHERE relkind IN ('r', 'p')),
columns AS (
    SELECT c.named, c.relname, c.relkind, a.*, t.typcollation, t.typstorage, format('%s.%s', c.relname, a.attname) AS place,
           format('ALTER TABLE %s ALTER COLUMN %I', c.named, a.attname) AS alter_column, pg_get_expr(d.adbin, d.adrelid) AS expression,
           format('%I %s%s', a.attname, format_type(a.atttypid, a.atttypmod),
                  CASE WHEN a.attcollation NOT IN (0, t.typcollation) THEN ' COLLATE ' || a.attcollation::regcollation ELSE '' END) AS typed
    FROM relations AS c
        JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
        JOIN pg_type AS t ON t.oid = a.atttypid
        LEFT JOIN pg_attrdef AS d ON d.adrelid = c.oid AND d.adnum = a.attnum),
functions AS (
    SELECT f.*, f.oid::regprocedure::text AS named, substr(f.oid::regprocedure::text, length('holdfast.') + 1) AS place
    FROM pg_proc AS f JOIN space ON f.pronamespace = space.oid
    WHERE f.prokind <> 'a' AND NOT EXISTS (SELECT FROM pg_depend AS d
                                           WHERE d.classid = 'pg_proc'::regclass AND d.objid = f.oid AND d.deptype = 'e')),
-- What has to be there first: functions stand on types, tables and one another, tables on the functions of their computed columns.
needs (thing, needed) AS (
    SELECT 'f' || f.oid, 'f' || d.refobjid
    FROM functions AS f JOIN pg_depend AS d ON d.classid = 'pg_proc'::regclass AND d.objid = f.oid AND d.refclassid = 'pg_proc'::regclass
    UNION
    SELECT 'f' || f.oid, 'r' || coalesce(nullif(y.typrelid, 0), e.typrelid)
    FROM functions AS f JOIN pg_depend AS d ON d.classid = 'pg_proc'::regclass AND d.objid = f.oid AND d.refclassid = 'pg_type'::regclass
        JOIN pg_type AS y ON y.oid = d.refobjid LEFT JOIN pg_type AS e ON e.oid = y.typelem
    UNION
    SELECT 'f' || f.oid, 'r' || d.refobjid
    FROM functions AS f JOIN pg_depend AS d ON d.classid = 'pg_proc'::regclass AND d.objid = f.oid AND d.refclassid = 'pg_class'::regclass
    UNION
    SELECT 'r' || c.attrelid, 'f' || d.refobjid
    FROM columns AS c JOIN pg_attrdef AS x ON x.adrelid = c.attrelid AND x.adnum = c.attnum AND c.attgenerated <> ''
        JOIN pg_depend AS d ON d.classid = 'pg_attrdef'::regclass AND d.objid = x.oid AND d.refclassid = 'pg_proc'::regclass
    UNION
    SELECT 'r' || c.attrelid, 'r' || coalesce(nullif(y.typrelid, 0), e.typrelid)
    FROM columns AS c JOIN pg_type AS y ON y.oid = c.atttypid LEFT JOIN pg_type AS e ON e.oid = y.typelem
    UNION
    SELECT 'r' || v.oid, 'r' || d.refobjid
    FROM relations AS v JOIN pg_rewrite AS w ON w.ev_class = v.oid
        JOIN pg_depend AS d ON d.classid = 'pg_rewrite'::regclass AND d.objid = w.oid AND d.refclassid = 'pg_class'::regclass),
-- Bounded, should they need one another in a circle.
steps (thing, depth) AS (
    SELECT thing, 1 FROM needs
    UNION
    SELECT needs.thing, steps.depth + 1 FROM steps JOIN needs ON needs.needed = steps.thing AND needs.thing <> steps.thing
    WHERE steps.depth < 40),
ranks AS (SELECT thing, max(depth) AS depth FROM steps GROUP BY thing),
grants AS (
    SELECT c.relname AS place, format('table %s', c.relname) AS whose, c.named, c.relowner AS owner, a.*, NULL::text AS attribute
    FROM relations AS c CROSS JOIN LATERAL aclexplode(c.relacl) AS a
    UNION ALL
    SELECT c.place, format('table %s', c.relname), c.named, t.relowner, a.*, c.attname::text
    FROM columns AS c JOIN tables AS t ON t.oid = c.attrelid CROSS JOIN LATERAL aclexplode(c.attacl) AS a
    UNION ALL
    SELECT f.place, format('function %s', f.place), 'FUNCTION ' || f.named, f.proowner, a.*, NULL
    FROM functions AS f CROSS JOIN LATERAL aclexplode(f.proacl) AS a WHERE a.grantee <> 0
    UNION ALL
    SELECT n.nspname, 'schema holdfast', 'SCHEMA holdfast', n.nspowner, a.*, NULL
    FROM space AS n CROSS JOIN LATERAL aclexplode(n.nspacl) AS a),
objects (section, rank, place, kind, name, definition) AS (
    -- That a role may log in, and by which password, is its server's business.
    SELECT 1, 0, rolname::text, 'role', rolname::text,
           format('CREATE ROLE %I', rolname) || CASE WHEN rolinherit THEN ' INHERIT' ELSE ' NOINHERIT' END
           || CASE WHEN rolsuper THEN ' SUPERUSER' ELSE '' END || CASE WHEN rolbypassrls THEN ' BYPASSRLS' ELSE '' END
           || CASE WHEN rolcreaterole THEN ' CREATEROLE' ELSE '' END || CASE WHEN rolcreatedb THEN ' CREATEDB' ELSE '' END
           || CASE WHEN rolreplication THEN ' REPLICATION' ELSE '' END
    FROM roles
    UNION ALL
    -- Only what these roles are members of; who may take them on is not the schema's business. inherit_option is there from 16 on.
    SELECT 2, 0, member.rolname || ' ' || pg_get_userbyid(m.roleid), 'membership', member.rolname || ' in ' || pg_get_userbyid(m.roleid),
           format('GRANT %I TO %I', pg_get_userbyid(m.roleid), member.rolname)
           || CASE WHEN bool_or(coalesce((to_jsonb(m) ->> 'inherit_option')::boolean, member.rolinherit)) THEN ' WITH INHERIT TRUE' ELSE '' END
    FROM pg_auth_members AS m JOIN roles AS member ON member.oid = m.member
    GROUP BY member.rolname, m.roleid
    UNION ALL
    SELECT 3, 0, '', 'schema', nspname::text, format('CREATE SCHEMA %I AUTHORIZATION %I', nspname, pg_get_userbyid(nspowner)) FROM space
    UNION ALL
    SELECT 4, 0, '', 'extension', extname::text, format('CREATE EXTENSION %I WITH SCHEMA %s', extname, extnamespace::regnamespace)
    FROM pg_extension WHERE extname = 'pg_trgm'
    UNION ALL
    SELECT 5, coalesce(r.depth, 0), c.relname::text,
           CASE c.relkind WHEN 'v' THEN 'view' WHEN 'm' THEN 'view' WHEN 'S' THEN 'sequence' WHEN 'c' THEN 'type' ELSE 'table' END, c.relname::text,
           CASE c.relkind
               WHEN 'v' THEN format('CREATE VIEW %s AS%s', c.named, rtrim(pg_get_viewdef(c.oid), ';'))
               WHEN 'm' THEN format('CREATE MATERIALIZED VIEW %s AS%s', c.named, rtrim(pg_get_viewdef(c.oid), ';'))
               WHEN 'S' THEN format('CREATE SEQUENCE %s', c.named)
               WHEN 'f' THEN format('CREATE FOREIGN TABLE %s ()', c.named)
               WHEN 'c' THEN format('CREATE TYPE %s AS (%s)', c.named,
                                    (SELECT string_agg(typed, ', ' ORDER BY attnum) FROM columns WHERE attrelid = c.oid))
               ELSE format('CREATE %sTABLE %s ()%s%s', CASE c.relpersistence WHEN 'u' THEN 'UNLOGGED ' ELSE '' END, c.named,
                           coalesce(' INHERITS (' || (SELECT string_agg(i.inhparent::regclass::text, ', ' ORDER BY i.inhseqno)
                                                      FROM pg_inherits AS i WHERE i.inhrelid = c.oid) || ')', ''),
                           coalesce(' PARTITION BY ' || pg_get_partkeydef(c.oid), ''))
           END
    FROM relations AS c LEFT JOIN ranks AS r ON r.thing = 'r' || c.oid
    UNION ALL
    SELECT 5, coalesce(r.depth, 0), format('%s %s', c.relname, to_char(c.attnum, '0000')), 'column', c.place,
           format('ALTER TABLE %s ADD COLUMN %s%s', c.named, c.typed,
                  CASE WHEN c.attidentity = 'a' THEN ' GENERATED ALWAYS AS IDENTITY'
                       WHEN c.attidentity = 'd' THEN ' GENERATED BY DEFAULT AS IDENTITY'
                       WHEN c.attgenerated <> '' THEN format(' GENERATED ALWAYS AS (%s)%s', c.expression,
                                                             CASE c.attgenerated WHEN 's' THEN ' STORED' ELSE '' END)
                       ELSE '' END)
    FROM columns AS c LEFT JOIN ranks AS r ON r.thing = 'r' || c.attrelid WHERE c.relkind IN ('r', 'p', 'f')
    UNION ALL
    SELECT 5, coalesce(r.depth, 0), f.place, 'function', f.place, rtrim(pg_get_functiondef(f.oid), E'\n')
    FROM functions AS f LEFT JOIN ranks AS r ON r.thing = 'f' || f.oid
    UNION ALL
    SELECT 6, 0, place, 'not_null', place, alter_column || ' SET NOT NULL' FROM columns WHERE relkind IN ('r', 'p') AND attnotnull
    UNION ALL
    SELECT 7, 0, place, 'default', place, format('%s SET DEFAULT %s', alter_column, expression)
    FROM columns WHERE relkind IN ('r', 'p') AND expression IS NOT NULL AND attgenerated = ''
    UNION ALL
    SELECT 8, 0, place, 'storage', place,
           format('%s SET STORAGE %s', alter_column, CASE attstorage WHEN 'p' THEN 'PLAIN' WHEN 'e' THEN 'EXTERNAL' WHEN 'm' THEN 'MAIN' ELSE 'EXTENDED' END)
    FROM columns WHERE relkind IN ('r', 'p') AND attstorage <> typstorage
    UNION ALL
    SELECT 9, 0, c.relname::text, 'option', format('%s.%s', c.relname, split_part(o, '=', 1)), format('ALTER TABLE %s SET (%s)', c.named, o)
    FROM tables AS c CROSS JOIN LATERAL unnest(c.reloptions) AS o WHERE o LIKE 'toast_tuple_target=%'
    UNION ALL
    -- What is not in force is not as it was made: not validated, or its triggers are switched off.
    SELECT CASE k.contype WHEN 'p' THEN 10 WHEN 'u' THEN 10 WHEN 'x' THEN 10 WHEN 'c' THEN 11 ELSE 12 END, 0,
           format('%s %s', c.relname, k.conname), 'constraint', format('%s.%s', c.relname, k.conname),
           format('ALTER TABLE %s ADD CONSTRAINT %I %s', c.named, k.conname, pg_get_constraintdef(k.oid))
           || CASE WHEN EXISTS (SELECT FROM pg_trigger AS t WHERE t.tgconstraint = k.oid AND t.tgisinternal AND t.tgenabled NOT IN ('O', 'A'))
                   THEN ' /* disabled */' ELSE '' END
           || CASE WHEN EXISTS (SELECT FROM pg_index AS i WHERE i.indexrelid = k.conindid AND k.contype IN ('p', 'u', 'x')
                                AND NOT (i.indisvalid AND i.indisready)) THEN ' /* invalid */' ELSE '' END
    FROM tables AS c JOIN pg_constraint AS k ON k.conrelid = c.oid
    WHERE k.contype NOT IN ('n', 't')
    UNION ALL
    SELECT 13, 0, format('%s %s', c.relname, x.relname), 'index', format('%s.%s', c.relname, x.relname),
           regexp_replace(pg_get_indexdef(i.indexrelid), ' WITH \([^()]*\)', '')
           || CASE WHEN i.indisvalid AND i.indisready THEN '' ELSE ' /* invalid */' END
    FROM relations AS c JOIN pg_index AS i ON i.indrelid = c.oid JOIN pg_class AS x ON x.oid = i.indexrelid JOIN pg_am AS m ON m.oid = x.relam
    WHERE m.amname NOT IN ('hnsw', 'ivfflat') AND NOT EXISTS (SELECT FROM pg_constraint AS k WHERE k.conindid = x.oid AND k.contype IN ('p', 'u', 'x'))
    UNION ALL
    SELECT 14, 0, relname::text, 'row_security', relname::text, format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', named)
    FROM tables WHERE relrowsecurity
    UNION ALL
    SELECT 15, 0, relname::text, 'forced_row_security', relname::text, format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', named)
    FROM tables WHERE relforcerowsecurity
    UNION ALL
    SELECT 16, 0, format('%s %s', c.relname, p.polname), 'policy', format('%s.%s', c.relname, p.polname),
           format('CREATE POLICY %I ON %s AS %s FOR %s TO %s', p.polname, c.named,
                  CASE WHEN p.polpermissive THEN 'PERMISSIVE' ELSE 'RESTRICTIVE' END,
                  CASE p.polcmd WHEN 'r' THEN 'SELECT' WHEN 'a' THEN 'INSERT' WHEN 'w' THEN 'UPDATE' WHEN 'd' THEN 'DELETE' ELSE 'ALL' END,
                  (SELECT string_agg(name, ', ' ORDER BY name)
                   FROM (SELECT CASE r WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(r)) END AS name FROM unnest(p.polroles) AS r) AS r))
           || coalesce(' USING (' || pg_get_expr(p.polqual, p.polrelid) || ')', '')
           || coalesce(' WITH CHECK (' || pg_get_expr(p.polwithcheck, p.polrelid) || ')', '')
    FROM tables AS c JOIN pg_policy AS p ON p.polrelid = c.oid
    UNION ALL
    SELECT 17, 0, format('%s %s', c.relname, t.tgname), 'trigger', format('%s.%s', c.relname, t.tgname),
           regexp_replace(pg_get_triggerdef(t.oid), '^CREATE TRIGGER', 'CREATE OR REPLACE TRIGGER')
           || CASE WHEN t.tgenabled IN ('O', 'A') THEN '' ELSE ' /* disabled */' END
    FROM relations AS c JOIN pg_trigger AS t ON t.tgrelid = c.oid AND NOT t.tgisinternal
    UNION ALL
    SELECT 18, 0, g.place || ' ' || g.privilege_type, 'grant',
           format('%s%s on %s to %s', g.privilege_type, coalesce(' (' || g.attribute || ')', ''), g.whose,
                  CASE g.grantee WHEN 0 THEN 'PUBLIC' ELSE pg_get_userbyid(g.grantee) END),
           format('GRANT %s%s ON %s TO %s%s', g.privilege_type, coalesce(' (' || quote_ident(g.attribute) || ')', ''), g.named,
                  CASE g.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(g.grantee)) END,
                  CASE WHEN bool_or(g.is_grantable) THEN ' WITH GRANT OPTION' ELSE '' END)
    FROM grants AS g WHERE g.grantee <> g.owner
    GROUP BY g.place, g.privilege_type, g.attribute, g.whose, g.named, g.grantee
    UNION ALL
    -- Everybody may run a new function, unless that is taken back.
    SELECT 19, 0, f.place, 'public_execution', f.place,
           CASE WHEN EXISTS (SELECT FROM aclexplode(coalesce(f.proacl, acldefault('f', f.proowner))) AS a WHERE a.grantee = 0)
                THEN format('GRANT EXECUTE ON FUNCTION %s TO PUBLIC', f.named)
                ELSE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', f.named) END
    FROM functions AS f
    UNION ALL
    SELECT 20, 0, c.relname::text, 'owner', format('%s %s', CASE c.relkind WHEN 'v' THEN 'view' WHEN 'm' THEN 'view' WHEN 'S' THEN 'sequence' WHEN 'c' THEN 'type' ELSE 'table' END, c.relname),
           format('ALTER %s %s OWNER TO %I', CASE c.relkind WHEN 'c' THEN 'TYPE' ELSE 'TABLE' END, c.named, pg_get_userbyid(c.relowner))
    FROM relations AS c
    UNION ALL
    -- Last: from then on only the new owner may change anything about it.
    SELECT 21, 0, f.place, 'owner', format('function %s', f.place), format('ALTER FUNCTION %s OWNER TO %I', f.named, pg_get_userbyid(f.proowner))
    FROM functions AS f)
SELECT kind, name, definition FROM objects ORDER BY section, rank, place COLLATE "C", kind DESC, name COLLATE "C", definition COLLATE "C"
