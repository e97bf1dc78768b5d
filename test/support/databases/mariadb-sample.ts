import { readFileSync } from 'node:fs'
import path from 'node:path'
import { gatherContents, type Contents } from './contents.ts'
import type { MariadbServer } from './mariadb-server.ts'

/** Makes a database and fills it with everything that a backup must bring back (mariadb-sample.sql). */
export async function createMariadbSample(server: Pick<MariadbServer, 'sql'>, database: string): Promise<void> {
  await server.sql(`CREATE DATABASE \`${database}\` CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci COMMENT 'Ümläut'`)
  await server.sql(readFileSync(path.join(import.meta.dirname, 'mariadb-sample.sql'), 'utf8'), database)
  await server.sql(`GRANT ALL ON \`${database.replaceAll('_', '\\_')}\`.* TO sample_writer@localhost WITH GRANT OPTION`)
}

/**
 * Everything in a database, and the users of its server; the database's name is not in it. The rows of InnoDB are of one
 * snapshot, so exact also while others write.
 */
export async function readMariadb(server: Pick<MariadbServer, 'sql'>, database: string): Promise<Contents> {
  const queries = (await server.sql(QUERIES, database)).split('\n').filter((line) => line !== '')
  // The client wrote `\` twice.
  const statements = queries.map((query) => `${query.replaceAll('\\\\', '\\')};\n`)
  const output = await server.sql([SETTINGS, 'START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY;\n', ...statements, CATALOGUE].join(''), database)
  return gatherContents(output.split('\n').filter((line) => line !== '').map(readPair))
}

/** The first column names the section; the client writes line ends and tabs within a value as `\n` and `\t`. */
function readPair(line: string): readonly [string, string] {
  const [section = '', ...columns] = line.split('\t')
  if (columns.length === 0) return ['users', section]
  // SHOW CREATE TRIGGER ends with the moment at which it was made, which a restore cannot bring back.
  return [section, columns.filter((column) => !/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d\d$/.test(column)).join('\t')]
}

const SETTINGS = "SET NAMES utf8mb4; SET time_zone = '+00:00'; SET sql_mode = ''; SET SESSION group_concat_max_len = 1000000;\n"

/** One query a table, of all its rows, and one for the definition of each thing. */
const QUERIES = `
  ${SETTINGS}
  SELECT concat('SELECT ''rows of ', replace(table_name, '''', ''''''), ''', concat_ws('','', ',
      group_concat('ifnull(', CASE
          WHEN data_type LIKE '%blob' OR data_type LIKE '%binary' OR data_type IN ('bit', 'point') THEN concat('hex(', column_sql, ')')
          WHEN data_type = 'float' THEN concat('CAST(', column_sql, ' AS double)')
          WHEN data_type LIKE '%int' OR data_type IN ('decimal', 'double') THEN column_sql
          ELSE concat('quote(', column_sql, ')') END, ', ''NULL'')' ORDER BY ordinal_position SEPARATOR ', '),
      ') FROM \`', replace(table_name, '\`', '\`\`'), '\`')
    FROM (SELECT *, concat('\`', replace(column_name, '\`', '\`\`'), '\`') AS column_sql FROM information_schema.columns WHERE table_schema = database()) c
    JOIN information_schema.tables t USING (table_schema, table_name) WHERE table_type IN ('BASE TABLE', 'SEQUENCE') GROUP BY table_name;
  SELECT concat('SHOW CREATE ', CASE table_type WHEN 'BASE TABLE' THEN 'TABLE' ELSE table_type END, ' \`', replace(table_name, '\`', '\`\`'), '\`')
    FROM information_schema.tables WHERE table_schema = database();
  SELECT concat('SHOW CREATE ', routine_type, ' \`', routine_name, '\`') FROM information_schema.routines WHERE routine_schema = database();
  SELECT concat('SHOW CREATE TRIGGER \`', trigger_name, '\`') FROM information_schema.triggers WHERE trigger_schema = database();
  SELECT concat('SHOW CREATE EVENT \`', event_name, '\`') FROM information_schema.events WHERE event_schema = database();
  SELECT concat('SELECT ''users'', ''', user, ''', ''', host, ''', ''', is_role, '''') FROM mysql.user;
  SELECT concat('SHOW CREATE USER ', quote(user), '@', quote(host)) FROM mysql.user WHERE is_role = 'N' AND user LIKE 'sample%';`

const CATALOGUE = `
  SELECT 'database', default_character_set_name, default_collation_name, schema_comment FROM information_schema.schemata WHERE schema_name = database();
  SELECT 'triggers', trigger_name, event_object_table, action_order FROM information_schema.triggers WHERE trigger_schema = database();
  SELECT 'grants', user, host, select_priv, insert_priv, update_priv, create_priv, trigger_priv, event_priv, grant_priv FROM mysql.db
   WHERE replace(db, '\\\\', '') = database();
  SELECT 'grants', user, host, table_name, table_priv, column_priv FROM mysql.tables_priv WHERE db = database();
  SELECT 'grants', user, host, table_name, column_name, column_priv FROM mysql.columns_priv WHERE db = database();
  SELECT 'grants', user, host, routine_name, routine_type, proc_priv FROM mysql.procs_priv WHERE db = database();
  SELECT 'users', user, host, role, admin_option FROM mysql.roles_mapping;
`
