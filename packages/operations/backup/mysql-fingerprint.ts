/**
 * `fingerprint_queries LEVEL`: SQL (for the client's database) whose answer is SQL, whose answer has a line for every table (its rows, and
 * a sum of their hashes that does not depend on their order) and for every kind of object. `rows`, `count` without hashes, `off`
 * without either: `-`. Tables of engines without transactions are of no moment, so nothing is said of their rows; events are not made before the swap.
 */
export const MYSQL_FINGERPRINT_FUNCTIONS = `
session_sql() { echo "set names utf8mb4; set time_zone = '+00:00', sql_mode = '', group_concat_max_len = 4000000;"; }
fingerprint_queries() {
  session_sql
  printf "set @level = '%s';\\n" "$1"
  cat <<'SQL'
select concat('select ''table'', ', quote(t.table_name), ', ',
  if(@level = 'off' or e.transactions is null or e.transactions <> 'YES', '''-'', ''-''', concat('count(*), ',
    if(@level <> 'rows', '''-''', concat('ifnull(sum(cast(conv(left(md5(concat_ws('','', ',
      group_concat('ifnull(', case when c.data_type in ('tinyint', 'smallint', 'mediumint', 'int', 'bigint', 'decimal', 'float', 'double',
          'date', 'datetime', 'timestamp', 'time', 'year', 'inet4', 'inet6', 'uuid') then 'concat(' else 'hex(' end,
        '\`', replace(c.column_name, '\`', '\`\`'), '\`), ''-'')' order by c.ordinal_position separator ', '),
      ')), 16), 16, 10) as decimal(20))), 0)')), ' from \`', replace(t.table_name, '\`', '\`\`'), '\`')), ';') as query
from information_schema.tables t join information_schema.columns c on c.table_schema = t.table_schema and c.table_name = t.table_name
  left join information_schema.engines e on e.engine = t.engine
where t.table_schema = database() and t.table_type in ('BASE TABLE', 'SYSTEM VERSIONED')
group by t.table_name, e.transactions order by t.table_name;
select concat('select ''objects'', kind, count(*), ''-'' from (',
  'select lower(table_type) as kind from information_schema.tables where table_schema = database()',
  ' union all select lower(routine_type) from information_schema.routines where routine_schema = database()',
  ' union all select ''trigger'' from information_schema.triggers where trigger_schema = database()',
  ' union all select ''column'' from information_schema.columns where table_schema = database()',
  ' union all select ''column of an index'' from information_schema.statistics where table_schema = database()',
  ' union all select concat(''constraint '', lower(constraint_type)) from information_schema.table_constraints where constraint_schema = database()',
  ') found group by kind order by kind;') as query;
SQL
}
`
