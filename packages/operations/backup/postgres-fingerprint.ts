/**
 * `row_settings`: SQL; after it, every row is the same text whatever the settings of server and role are. `fingerprint`: SQL whose answer has a line for every table (its rows, and a sum of their hashes that does not depend on their
 * order), for the large objects, for every sequence, and for every kind of object. psql variable `level`: `rows`, or `count` without
 * hashes. Texts are the same whatever the settings of server and role are. What belongs to an extension is made by the extension.
 */
export const FINGERPRINT_FUNCTIONS = `
row_settings() {
  cat <<'SQL'
set time zone 'UTC'; set datestyle to iso, ymd; set intervalstyle to iso_8601; set extra_float_digits to 1; set bytea_output to hex;
set xmlbinary to base64; set row_security to off; set search_path to pg_catalog; set client_encoding to utf8; set lc_monetary to 'C';
SQL
}
fingerprint() {
  row_settings
  cat <<'SQL'
select format($sql$select 'table', %L, count(*), %s from only %s as "deploy-kit row"$sql$,
  replace(replace(c.oid::regclass::text, E'\\t', '\\t'), E'\\n', '\\n'),
  case when :'level' = 'rows' then $sql$coalesce(sum(hashtextextended("deploy-kit row"::text, 0)::numeric), 0)$sql$ else $sql$'-'$sql$ end,
  c.oid::regclass)
from pg_class c join pg_namespace n on n.oid = c.relnamespace
where c.relkind = 'r' and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
  and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
order by c.oid::regclass::text collate "C" \\gexec
select format($sql$select 'large objects', '-', count(*), %s from pg_largeobject$sql$,
  case when :'level' = 'rows' then $sql$coalesce(sum(hashtextextended(loid || ':' || pageno || ':' || encode(data, 'hex'), 0)::numeric), 0)$sql$ else $sql$'-'$sql$ end)
where has_table_privilege('pg_largeobject', 'select') \\gexec
select format($sql$select 'sequence', %L, last_value, is_called from %s$sql$,
  replace(replace(c.oid::regclass::text, E'\\t', '\\t'), E'\\n', '\\n'), c.oid::regclass)
from pg_class c join pg_namespace n on n.oid = c.relnamespace
where c.relkind = 'S' and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
  and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
order by c.oid::regclass::text collate "C" \\gexec
with ours as (select oid from pg_namespace where nspname !~ '^pg_' and nspname <> 'information_schema')
select 'objects', kind, count(*), '-' from (
  select format('relation %s', relkind) from pg_class where relnamespace in (select oid from ours)
  union all select format('constraint %s', contype) from pg_constraint where connamespace in (select oid from ours)
  union all select format('type %s', typtype) from pg_type where typnamespace in (select oid from ours)
  union all select 'function' from pg_proc where pronamespace in (select oid from ours)
  union all select 'trigger' from pg_trigger where not tgisinternal
  union all select 'policy' from pg_policy
  union all select 'extension' from pg_extension
  union all select 'schema' from ours
) found (kind) group by kind order by kind collate "C";
SQL
}
`
