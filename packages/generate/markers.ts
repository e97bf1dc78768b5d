/** Generated parts of documents that are otherwise written by hand. */
export interface GeneratedPart {
  /** `inputs`: the part between `<!-- generated:inputs -->` and `<!-- /generated:inputs -->`. */
  readonly name: string
  readonly text: string
}

const PART = /(<!-- generated:([a-z-]+) -->)[\s\S]*?(<!-- \/generated:\2 -->)/g

/**
 * The document with its generated parts renewed. Parts that it has no markers for are left out.
 * Throws RangeError for a marker that is not closed, or that nothing is generated for: a stale table must not stay.
 */
export function replaceParts(document: string, parts: readonly GeneratedPart[]): string {
  const known = new Map(parts.map(({ name, text }) => [name, text]))
  for (const [, name = ''] of document.matchAll(/<!-- generated:([a-z-]+) -->/g)) {
    if (!known.has(name)) throw new RangeError(`has a marker generated:${name}, for which nothing is generated`)
    if (!document.includes(closing(name))) throw new RangeError(`has no ${closing(name)}`)
  }
  return document.replaceAll(PART, (_, begin: string, name: string, end: string) => `${begin}\n\n${known.get(name) ?? ''}\n\n${end}`)
}

/** An empty place for a part. */
export function renderMarkers(name: string): string {
  return `<!-- generated:${name} -->\n${closing(name)}`
}

function closing(name: string): string {
  return `<!-- /generated:${name} -->`
}
