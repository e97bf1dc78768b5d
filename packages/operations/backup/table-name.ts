/** A table of PostgreSQL, by its names as they are stored. */
export interface TableName {
  readonly schema: string
  readonly table: string
}

const PART = '("(?:[^"]|"")+"|[A-Za-z_\\u0080-\\uffff][A-Za-z0-9_$\\u0080-\\uffff]*)'
const NAME = new RegExp(`^(?:${PART}\\.)?${PART}$`)

/** `public.users`, `users`, `"Odd name".t`: as SQL reads it. Undefined when it is no name. */
export function parseTableName(text: string): TableName | undefined {
  const [whole, schema, table] = NAME.exec(text) ?? []
  return whole === undefined || table === undefined ? undefined : { schema: schema === undefined ? 'public' : parsePart(schema), table: parsePart(table) }
}

function parsePart(part: string): string {
  return part.startsWith('"') ? part.slice(1, -1).replaceAll('""', '"') : part.toLowerCase()
}

/** For SQL. */
export function renderTableName({ schema, table }: TableName): string {
  return [schema, table].map(renderPart).join('.')
}

function renderPart(part: string): string {
  return /^[a-z_][a-z0-9_]*$/.test(part) ? part : `"${part.replaceAll('"', '""')}"`
}

export function isSameTable(left: TableName, right: TableName): boolean {
  return left.schema === right.schema && left.table === right.table
}
