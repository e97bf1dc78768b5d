/** Where a container finds something of the host's. */
export interface Mount {
  readonly kind: 'bind' | 'volume' | 'other'
  /** A path, or the name of a volume; empty for an anonymous one. */
  readonly source: string
  readonly target: string
  readonly isReadOnly: boolean
  readonly text: string
}

/** `127.0.0.1:8080:80/tcp`: the host's port, when it is a fixed one. */
export function parsePort(value: unknown): readonly string[] {
  const long = toRecord(value)
  const published = toText(long['published'])
  if (published !== undefined) return published === '' || published === '0' ? [] : [published]
  const short = /^(?:(?:\[[^\]]*\]|[^:]*):)?(?<published>[^:]+):[^:]+$/.exec(toText(value) ?? '')?.groups?.['published']
  return short === undefined || short === '0' ? [] : [short]
}

export function parseMount(value: unknown): readonly Mount[] {
  const long = toRecord(value)
  const target = toText(long['target'])
  if (target !== undefined) {
    const type = toText(long['type'])
    const source = toText(long['source']) ?? ''
    const kind = type === 'bind' || type === 'volume' ? type : 'other'
    return [{ kind, source, target, isReadOnly: long['read_only'] === true, text: `${source}:${target}` }]
  }
  const text = toText(value)
  return text === undefined ? [] : [parseShortMount(text)]
}

function parseShortMount(text: string): Mount {
  // A variable with a default value has a colon in it: `${DATA:-./data}:/data`.
  const [source = '', target, options = ''] = text.match(/(?:\$\{[^}]*\}|[^:])+/g) ?? []
  if (target === undefined) return { kind: 'volume', source: '', target: source, isReadOnly: false, text }
  const kind = /^[./~]/.test(source) ? 'bind' : 'volume'
  return { kind, source, target, isReadOnly: options.split(',').includes('ro'), text }
}

export function toRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {}
}

export function toList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

export function toText(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined
}
