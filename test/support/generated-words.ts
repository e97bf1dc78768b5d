/** Numbers in [0, 1) that are the same for the same seed (mulberry32). */
export type Random = () => number

export function seededRandom(seed: number): Random {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

export function pick<T>(random: Random, items: readonly [T, ...T[]]): T {
  return items[Math.floor(random() * items.length)] ?? items[0]
}

export function times<T>(count: number, make: (index: number) => T): readonly T[] {
  return Array.from({ length: count }, (_, index) => make(index))
}

/** What a shell gives a meaning to, in some position of a word or line. */
const MEANINGFUL = [
  '', ' ', '  ', '\t', '\n', '\r', '\r\n', "'", "''", "'\\''", '"', '\\', '\\\\', '\\n', '$', '$$', '$1', '$@', '$?', '$HOME', '${HOME}', '$(id)', '$((1))', '`id`',
  '!', '!!', '!-1', '~', '~root', '*', '**', '?', '[a-z]', '{a,b}', '{1..3}', '#', '# c', '%', '%s', '%d\\c', '&', '&&', '|', '||', ';', ';;', '<', '>', '>>', '<<E',
  '2>&1', '>&3', '<(x)', '(', ')', '()', '{', '}', '{}', '=', 'A=1', 'PATH=', '-', '--', '-n', '-e', '--help', '.', '..', '/', './', '-/', ':', '@', '^', ',', '+',
  'if', 'then', 'fi', 'do', 'done', 'while', 'for', 'in', 'case', 'esac', 'time', 'function', 'exec', 'exit', 'eval', 'cd', 'return', '\u0001', '\u0007', '\u001b[31m',
  '\u007f', '\u0080', '\u0081', '\u0088', 'é', 'ß', 'İ', '日本', '\u200b', '\u2028', '\ufeff', '\ufffd', '👩‍🚀', '𝒳', 'a\u0301'
] as const satisfies readonly [string, ...string[]]

const PLAIN = 'abcXYZ0189_./:@%+,-='

/** A word of up to eight parts: meaningful ones, plain letters, and any other character that a word can hold. */
export function generateWord(random: Random): string {
  if (random() < 0.002) return generateWord(random).repeat(2000).slice(0, 8000).replaceAll(/\p{Surrogate}/gu, '')
  return times(Math.floor(random() * 8), () => generatePart(random)).join('')
}

function generatePart(random: Random): string {
  const kind = random()
  if (kind < 0.6) return pick(random, MEANINGFUL)
  if (kind < 0.85) return times(1 + Math.floor(random() * 6), () => PLAIN[Math.floor(random() * PLAIN.length)] ?? '').join('')
  if (kind < 0.95) return String.fromCharCode(1 + Math.floor(random() * 127))
  const point = Math.floor(random() * 0x10ffff) + 1
  return point >= 0xd800 && point <= 0xdfff ? '' : String.fromCodePoint(point)
}
