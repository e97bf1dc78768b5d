import { closest } from '../../../core/index.ts'

const NAMES = ['path', 'current', 'release', 'shared', 'user', 'port'] as const
export type Placeholder = (typeof NAMES)[number]

export type Replacements = Readonly<Record<Placeholder, string | undefined>>

/** Not of a variable, `${path}`; and what nginx has in braces holds blanks. */
const PLACEHOLDER = /(?<![$\\])\{([A-Za-z_-]+)\}/g

/** The names of our placeholders in a text. */
export function findPlaceholders(text: string): ReadonlySet<string> {
  return new Set([...text.matchAll(PLACEHOLDER)].map(([, name = '']) => name))
}

/** What is wrong with the placeholders of a text: names that are nearly ours. Other braces are left alone. */
export function findMistyped(text: string): readonly string[] {
  const unknown = [...findPlaceholders(text)].filter((name) => !NAMES.some((known) => known === name))
  return unknown.flatMap((name) => {
    const meant = closest(name, NAMES)
    return meant === undefined ? [] : [`has {${name}}; did you mean {${meant}}?`]
  })
}

export function renderTemplate(text: string, replacements: Replacements): string {
  return text.replaceAll(PLACEHOLDER, (whole, name: string) => {
    const known = NAMES.find((placeholder) => placeholder === name)
    return known === undefined ? whole : (replacements[known] ?? whole)
  })
}
