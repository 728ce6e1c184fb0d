-- Everything the migrations made, one line each, as the catalogue of PostgreSQL itself words it. Two databases with the same answer
-- have the same schema. The history of the migrations is left out: it is about the schema, not of it.
WITH space AS (SELECT oid FROM pg_namespace WHERE nspname = 'holdfast'),
tables AS (
    SELECT c.* FROM pg_class AS c JOIN space ON c.relnamespace = space.oid
    WHERE c.relkind IN ('r', 'p', 'v', 'm', 'S') AND c.relname NOT IN ('schema_history', 'schema_rollback')
      AND NOT EXISTS (SELECT FROM pg_depend AS d WHERE d.objid = c.oid AND d.deptype = 'e')),
lines (section, place, line) AS (
    SELECT 1, format('%s', c.relname), format('%s %s owner %s%s%s', CASE c.relkind WHEN 'S' THEN 'sequence' ELSE 'table' END, c.relname, c.relowner::regrole,
               CASE WHEN c.relrowsecurity THEN ' row security' ELSE '' END,
               CASE WHEN c.relforcerowsecurity THEN ' forced' ELSE '' END)
    FROM tables AS c
    UNION ALL
    SELECT 2, format('%s %s', c.relname, lpad(a.attnum::text, 4, '0')),
           format('column %s.%s %s%s%s%s', c.relname, a.attname, format_type(a.atttypid, a.atttypmod),
               CASE WHEN a.attcollation <> 0 AND a.attcollation <> t.typcollation
                    THEN ' collate ' || (SELECT collname FROM pg_collation WHERE oid = a.attcollation) ELSE '' END,
               CASE WHEN a.attnotnull THEN ' not null' ELSE '' END,
               CASE WHEN d.adbin IS NULL THEN ''
                    WHEN a.attgenerated = 's' THEN ' generated ' || pg_get_expr(d.adbin, d.adrelid)
                    ELSE ' default ' || pg_get_expr(d.adbin, d.adrelid) END)
    FROM tables AS c
        JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
        JOIN pg_type AS t ON t.oid = a.atttypid
        LEFT JOIN pg_attrdef AS d ON d.adrelid = c.oid AND d.adnum = a.attnum
    UNION ALL
    SELECT 3, format('%s %s', c.relname, k.conname),
           format('constraint %s.%s %s', c.relname, k.conname, pg_get_constraintdef(k.oid))
    FROM tables AS c JOIN pg_constraint AS k ON k.conrelid = c.oid
    WHERE k.contype <> 'n'
    UNION ALL
    SELECT 4, i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid)
    FROM tables AS c JOIN pg_index AS i ON i.indrelid = c.oid
    UNION ALL
    SELECT 5, format('%s %s', c.relname, p.polname),
           format('policy %s.%s%s for %s to %s using (%s) check (%s)', c.relname, p.polname,
               CASE WHEN p.polpermissive THEN '' ELSE ' restrictive' END, p.polcmd,
               (SELECT string_agg(CASE r WHEN 0 THEN 'public' ELSE r::regrole::text END, ', ' ORDER BY r) FROM unnest(p.polroles) AS r),
               coalesce(pg_get_expr(p.polqual, p.polrelid), ''), coalesce(pg_get_expr(p.polwithcheck, p.polrelid), ''))
    FROM tables AS c JOIN pg_policy AS p ON p.polrelid = c.oid
    UNION ALL
    SELECT 6, format('%s %s', c.relname, t.tgname), pg_get_triggerdef(t.oid)
    FROM tables AS c JOIN pg_trigger AS t ON t.tgrelid = c.oid AND NOT t.tgisinternal
    UNION ALL
    SELECT 7, f.proname, format('owner %s: %s', f.proowner::regrole, pg_get_functiondef(f.oid))
    FROM pg_proc AS f JOIN space ON f.pronamespace = space.oid
    WHERE NOT EXISTS (SELECT FROM pg_depend AS d WHERE d.objid = f.oid AND d.deptype = 'e')
    UNION ALL
    SELECT 8, format('%s %s %s', c.relname, g.grantee::regrole, g.privilege_type),
           format('grant %s on %s to %s', g.privilege_type, c.relname, g.grantee::regrole)
    FROM tables AS c CROSS JOIN LATERAL aclexplode(c.relacl) AS g
    WHERE g.grantee <> c.relowner
    UNION ALL
    SELECT 8, format('%s.%s %s %s', c.relname, a.attname, g.grantee::regrole, g.privilege_type),
           format('grant %s on %s.%s to %s', g.privilege_type, c.relname, a.attname, g.grantee::regrole)
    FROM tables AS c JOIN pg_attribute AS a ON a.attrelid = c.oid CROSS JOIN LATERAL aclexplode(a.attacl) AS g
    UNION ALL
    SELECT 9, format('%s %s', g.grantee::regrole, g.privilege_type),
           format('grant %s on schema to %s', g.privilege_type, g.grantee::regrole)
    FROM pg_namespace AS n CROSS JOIN LATERAL aclexplode(n.nspacl) AS g
    WHERE n.nspname = 'holdfast' AND g.grantee <> n.nspowner)
SELECT line FROM lines ORDER BY section, place COLLATE "C", line COLLATE "C"
