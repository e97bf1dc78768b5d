-- Everything that a database holds, as pairs of a section and an entry; in one snapshot, so also while others write.
-- Read from the catalogue and the tables, not from pg_dump: what pg_dump forgets has to show.
BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;
SET LOCAL search_path = '';
SET LOCAL timezone = 'UTC';
SET LOCAL datestyle = 'ISO';
SET LOCAL intervalstyle = 'iso_8601';
SET LOCAL bytea_output = 'hex';
SET LOCAL extra_float_digits = 1;
SET LOCAL statement_timeout = 0;

SELECT 'database', format('encoding %s, collation %s, %s, connections %s', pg_encoding_to_char(encoding), datcollate, datctype, datconnlimit)
  FROM pg_database WHERE datname = current_database();
SELECT 'database', 'comment ' || shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = current_database();
SELECT 'settings', format('%s: %s', CASE setrole WHEN 0 THEN 'everyone' ELSE pg_get_userbyid(setrole) END, unnest(setconfig))
  FROM pg_db_role_setting WHERE setdatabase = (SELECT oid FROM pg_database WHERE datname = current_database());

SELECT 'roles', to_jsonb(r) - 'oid' FROM pg_authid r WHERE rolname !~ '^pg_';
SELECT 'roles', format('%s: comment %s', rolname, shobj_description(oid, 'pg_authid')) FROM pg_authid WHERE rolname !~ '^pg_';
SELECT 'roles', format('%s: %s', pg_get_userbyid(setrole), unnest(setconfig)) FROM pg_db_role_setting WHERE setdatabase = 0;
SELECT 'roles', format('%s is in %s, admin %s', pg_get_userbyid(member), pg_get_userbyid(roleid), admin_option)
  FROM pg_auth_members WHERE pg_get_userbyid(roleid) !~ '^pg_';

SELECT 'extensions', format('%s %s in %s', extname, extversion, extnamespace::regnamespace) FROM pg_extension;
SELECT 'schemas', nspname FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema';

SELECT 'relations', concat_ws(' ', c.oid::regclass, 'kind', relkind, relpersistence, 'options', reloptions::text, 'access', amname,
         'security', relrowsecurity, relforcerowsecurity, 'identity', relreplident, 'filled', relispopulated,
         pg_get_partkeydef(c.oid), pg_get_expr(relpartbound, c.oid),
         (SELECT 'below ' || string_agg(inhparent::regclass::text, ', ' ORDER BY inhseqno) FROM pg_inherits WHERE inhrelid = c.oid))
  FROM pg_class c LEFT JOIN pg_am a ON a.oid = relam
 WHERE c.oid >= 16384 AND relkind IN ('r', 'p', 'v', 'm', 'S', 'f', 'c') AND relnamespace::regnamespace::text !~ '^pg_';
SELECT 'columns', concat_ws(' ', attrelid::regclass::text || '.' || quote_ident(attname), '#' || row_number() OVER (PARTITION BY attrelid ORDER BY attnum),
         format_type(atttypid, atttypmod), 'not null', attnotnull, 'identity', attidentity, 'generated', attgenerated, 'storage', attstorage,
         'collation', NULLIF(attcollation, 0)::regcollation, 'local', attislocal, 'default', pg_get_expr(adbin, adrelid))
  FROM pg_attribute JOIN pg_class c ON c.oid = attrelid LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
 WHERE c.oid >= 16384 AND relkind IN ('r', 'p', 'v', 'm', 'f', 'c') AND attnum > 0 AND NOT attisdropped AND relnamespace::regnamespace::text !~ '^pg_';
SELECT 'constraints', concat_ws(' ', CASE conrelid WHEN 0 THEN contypid::regtype::text ELSE conrelid::regclass::text END, conname, pg_get_constraintdef(oid),
         'valid', convalidated, 'local', conislocal)
  FROM pg_constraint WHERE oid >= 16384;
SELECT 'indexes', concat_ws(' ', pg_get_indexdef(indexrelid), 'valid', indisvalid, 'clustered', indisclustered, 'identity', indisreplident)
  FROM pg_index WHERE indexrelid >= 16384 AND indrelid::regclass::text !~ '^pg_toast';
SELECT 'views', oid::regclass || ': ' || pg_get_viewdef(oid) FROM pg_class WHERE oid >= 16384 AND relkind IN ('v', 'm');
SELECT 'functions', pg_get_functiondef(p.oid) FROM pg_proc p
 WHERE oid >= 16384 AND prokind <> 'a' AND NOT EXISTS (SELECT FROM pg_depend d WHERE classid = 'pg_proc'::regclass AND objid = p.oid AND deptype = 'e');
SELECT 'functions', concat_ws(' ', aggfnoid::regprocedure, aggtransfn, aggtranstype::regtype, agginitval) FROM pg_aggregate WHERE aggfnoid >= 16384;
SELECT 'triggers', concat_ws(' ', pg_get_triggerdef(oid), 'enabled', tgenabled) FROM pg_trigger WHERE NOT tgisinternal;
SELECT 'rules', pg_get_ruledef(oid) FROM pg_rewrite WHERE oid >= 16384 AND rulename <> '_RETURN';
SELECT 'policies', to_jsonb(p) FROM pg_policies p;
SELECT 'types', format('%s: %s', enumtypid::regtype, array_agg(enumlabel ORDER BY enumsortorder)) FROM pg_enum GROUP BY enumtypid;
SELECT 'types', concat_ws(' ', t.oid::regtype, format_type(typbasetype, typtypmod), 'not null', typnotnull, NULLIF(typcollation, 0)::regcollation, typdefault)
  FROM pg_type t WHERE oid >= 16384 AND typtype = 'd';
SELECT 'statistics', pg_get_statisticsobjdef(oid) FROM pg_statistic_ext;
SELECT 'default privileges', concat_ws(' ', pg_get_userbyid(defaclrole), NULLIF(defaclnamespace, 0)::regnamespace, defaclobjtype, pg_get_userbyid(grantor),
         CASE grantee WHEN 0 THEN 'PUBLIC' ELSE pg_get_userbyid(grantee) END, privilege_type, is_grantable)
  FROM pg_default_acl, aclexplode(defaclacl);
SELECT 'comments', pg_describe_object(classoid, objoid, objsubid) || ': ' || description FROM pg_description d
 WHERE objoid >= 16384 AND NOT EXISTS (SELECT FROM pg_depend WHERE classid = classoid AND objid = objoid AND deptype = 'e');

-- Owners and grants: no grants at all stand for the default ones.
WITH objects (name, owner, kind, acl) AS (
  SELECT 'the database', datdba, 'd'::"char", datacl FROM pg_database WHERE datname = current_database()
  UNION ALL SELECT 'schema ' || nspname, nspowner, 'n', nspacl FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'
  UNION ALL SELECT 'relation ' || oid::regclass, relowner, CASE relkind WHEN 'S' THEN 's' ELSE 'r' END::"char", relacl
              FROM pg_class WHERE oid >= 16384 AND relkind IN ('r', 'p', 'v', 'm', 'S', 'f') AND relnamespace::regnamespace::text !~ '^pg_'
  UNION ALL SELECT 'function ' || oid::regprocedure, proowner, 'f', proacl FROM pg_proc WHERE oid >= 16384
  UNION ALL SELECT 'type ' || oid::regtype, typowner, 'T', typacl FROM pg_type WHERE oid >= 16384 AND typtype IN ('e', 'd', 'b') AND typelem = 0
  UNION ALL SELECT 'large object ' || oid, lomowner, 'L', lomacl FROM pg_largeobject_metadata
  UNION ALL SELECT format('column %s.%I', attrelid::regclass, attname), relowner, 'c', attacl FROM pg_attribute JOIN pg_class c ON c.oid = attrelid
             WHERE attacl IS NOT NULL AND attrelid >= 16384
)
SELECT 'owners', name || ': ' || pg_get_userbyid(owner) FROM objects
UNION ALL
SELECT 'grants', concat_ws(' ', name || ':', privilege_type, 'to', CASE grantee WHEN 0 THEN 'PUBLIC' ELSE pg_get_userbyid(grantee) END,
         'by', pg_get_userbyid(grantor), 'may grant', is_grantable)
  FROM objects, aclexplode(coalesce(acl, acldefault(kind, owner)));

SELECT 'sequences', concat_ws(' ', s.seqrelid::regclass, s.seqtypid::regtype, seqstart, seqincrement, seqmin, seqmax, seqcache, seqcycle,
         (SELECT 'owned by ' || pg_describe_object(refclassid, refobjid, refobjsubid) FROM pg_depend
           WHERE classid = 'pg_class'::regclass AND objid = seqrelid AND deptype IN ('a', 'i')))
  FROM pg_sequence s;
SELECT format('SELECT %L, format(%L, last_value, is_called) FROM %s', 'sequences', seqrelid::regclass || ' is at %s, called %s', seqrelid::regclass)
  FROM pg_sequence \gexec

SELECT 'large objects', format('%s: %s bytes, %s', oid, length(lo_get(oid)), encode(sha256(lo_get(oid)), 'hex')) FROM pg_largeobject_metadata;

SELECT format('SELECT %L, t::text FROM ONLY %s t', 'rows of ' || oid::regclass, oid::regclass)
  FROM pg_class WHERE oid >= 16384 AND relkind IN ('r', 'm') AND relispopulated AND relnamespace::regnamespace::text !~ '^pg_' \gexec
COMMIT;
