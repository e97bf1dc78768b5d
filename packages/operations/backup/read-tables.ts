import { query, script, type Query } from '../../core/index.ts'
import type { Component, PostgresComponent } from './component.ts'

/** The tables of a database in a backup and how many rows each has, by the names of its fingerprint. Empty without one, and of level `off`. */
export function readTables(folder: string, component: string): Query<Readonly<Record<string, number>>> {
  return query(script(READ_TABLES_PROGRAM, [`${folder}/${component}.fingerprint`]), ({ stdout }) => {
    const rows = stdout.split('\n').map((line) => line.split('\t'))
    return Object.fromEntries(rows.flatMap(([table, count]) => (table !== undefined && count !== undefined && /^\d+$/.test(count) ? [[table, Number(count)] as const] : [])))
  })
}

const READ_TABLES_PROGRAM = `
[ ! -f "$1" ] || awk -F '\\t' '$1 == "table" { print $2 "\\t" $3 }' "$1"
`

/** The one database that is meant; undefined when there are several, or none. */
export function findTableComponent(components: readonly Component[]): PostgresComponent | undefined {
  const found = components.filter((component) => component.kind === 'postgres')
  return found.length === 1 ? found[0] : undefined
}
