import { closest } from './closest.ts'

/** What the placeholders of health checks stand for. */
export interface CheckContext {
  /** `HostAddress.name`; `{host}` is it without the SSH port. */
  readonly host: string
  /** The deploy path, absolute; undefined where the operation has none. */
  readonly path: string | undefined
  /** The id of the release that must be live when the checks run; undefined when it is not known. */
  readonly release?: string | undefined
  /** Of each check that names none. */
  readonly timeoutSeconds: number
}

const NAMES = ['release', 'host', 'path'] as const

/**
 * The text with `{release}`, `{host}` and `{path}` replaced. Throws RangeError for one whose value is not known and,
 * in `strict` texts, for what looks like a mistyped one (elsewhere braces may be JSON).
 */
export function replacePlaceholders(text: string, context: CheckContext, mode: 'strict' | 'lenient' = 'lenient'): string {
  return text.replaceAll(/\{([a-z]+)\}/g, (whole: string, word: string) => {
    const name = NAMES.find((known) => known === word)
    if (name === undefined) return mode === 'strict' ? refuseMistyped(whole, word) : whole
    const value = name === 'host' ? context.host.replace(/^([^:]+):\d+$/, '$1') : context[name]
    if (value !== undefined) return value
    throw new RangeError(`${whole} is not known here: ${name === 'path' ? 'there is no deploy path' : 'no release is live'}`)
  })
}

function refuseMistyped(whole: string, word: string): string {
  const suggestion = closest(word, NAMES)
  if (suggestion !== undefined) throw new RangeError(`${whole} is not a placeholder; did you mean {${suggestion}}?`)
  return whole
}
