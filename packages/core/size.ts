const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB'] as const
const FACTORS: Readonly<Record<string, number>> = { '': 1, k: 1024, m: 1024 ** 2, g: 1024 ** 3, t: 1024 ** 4 }

/** `500`, `64M`, `1.5GiB` as bytes (powers of 1024). Returns undefined when the text is not a size. */
export function parseSize(text: string): number | undefined {
  const match = /^(\d+(?:\.\d+)?)\s*(?:([kmgt])(?:i?b)?|b)?$/i.exec(text)
  return match ? Math.round(Number(match[1]) * (FACTORS[(match[2] ?? '').toLowerCase()] ?? 1)) : undefined
}

/** For people: `512 B`, `1.4 MiB`. */
export function renderSize(bytes: number): string {
  // From 1023.95 on, one decimal would round up to `1024.0` of the smaller unit.
  const power = UNITS.findIndex((_, index) => bytes / 1024 ** index < 1023.95 || index === UNITS.length - 1)
  return power === 0 ? `${Math.round(bytes)} B` : `${(bytes / 1024 ** power).toFixed(1)} ${UNITS[power]}`
}

/** `1 file`, `3 files`, `no files`. */
export function renderCount(count: number, noun: string): string {
  return `${count === 0 ? 'no' : count} ${noun}${count === 1 ? '' : 's'}`
}
