/** Characters that no POSIX shell gives a meaning to, in any position of a word. */
const PLAIN_WORD = /^[A-Za-z0-9_@%+:,./-]+$/

/**
 * One word for a POSIX shell (IEEE Std 1003.1, Shell Command Language, 2.2.2 Single-Quotes).
 *
 * Throws RangeError for what no argument of a process can hold: NUL, and half a surrogate pair (UTF-8 has no bytes for it).
 */
export function quote(word: string): string {
  if (word.includes('\0')) throw new RangeError('A word for a shell cannot contain a NUL character')
  if (/\p{Surrogate}/u.test(word)) throw new RangeError('A word for a shell must be valid Unicode text')
  if (PLAIN_WORD.test(word)) return word
  return `'${word.replaceAll("'", `'\\''`)}'`
}
