/**
 * A program and its arguments from one line: words separated by blanks, with single quotes, double quotes and
 * backslashes as in a shell (POSIX, 2.2), but with no expansion at all; or a JSON array of strings.
 *
 * Throws RangeError for unbalanced quotes, an empty line, and for what only a shell understands when it is not
 * quoted (`|`, `>`, `;`, `&`, `$`, `` ` ``, `*`, a leading `~`, `NAME=value program`): what it seems to promise would not happen.
 */
export function parseArgv(text: string): readonly string[] {
  const words = text.trimStart().startsWith('[') ? parseJsonWords(text) : parseLine(text)
  if (words[0] === '') throw new RangeError('has no program: its first word is empty')
  // Escapes of JSON can write what no argument of a process can hold.
  if (words.some((word) => word.includes('\0') || /\p{Surrogate}/u.test(word))) throw new RangeError('holds a NUL character, or half of a surrogate pair')
  return words
}

function parseLine(text: string): readonly string[] {
  if (/^\s*[A-Za-z_][A-Za-z0-9_]*=/.test(text)) throw new RangeError('starts with a variable: write env NAME=value program')
  return parseWords(text, refuseShell)
}

/** As {@link parseArgv} without JSON, for words that no program gets (`http://host/?a=1&b=2`): `|`, `&`, `$` are plain. */
export function splitWords(text: string): readonly string[] {
  return parseWords(text, (plain) => plain)
}

function parseJsonWords(text: string): readonly string[] {
  let words: unknown
  try {
    words = JSON.parse(text)
  } catch {
    throw new RangeError('starts with [ but is not a JSON array of strings')
  }
  if (!Array.isArray(words) || words.length === 0 || !words.every((word) => typeof word === 'string')) {
    throw new RangeError('must be a JSON array of at least one string')
  }
  return words
}

const SHELL_ONLY = /[|&;<>()$`*\n]/

/** One token: a blank, a quoted part, an escaped character, or a plain character. */
const TOKEN = /(?<blank>[ \t]+)|'(?<single>[^']*)'|"(?<double>(?:[^"\\]|\\[\s\S])*)"|\\(?<escaped>[\s\S])|(?<plain>[\s\S])/gy

type ReadPlain = (plain: string, startsWord: boolean) => string

function parseWords(text: string, readPlain: ReadPlain): readonly string[] {
  const words: string[] = []
  let word: string | undefined
  for (const { groups = {} } of text.trim().matchAll(TOKEN)) {
    if (groups['blank'] !== undefined) {
      if (word !== undefined) words.push(word)
      word = undefined
    } else {
      word = (word ?? '') + readPart(groups, (plain) => readPlain(plain, word === undefined))
    }
  }
  if (word !== undefined) words.push(word)
  if (words.length === 0) throw new RangeError('is empty: give a program and its arguments')
  return words
}

function readPart(groups: Readonly<Record<string, string | undefined>>, readPlain: (plain: string) => string): string {
  const { single, double, escaped, plain } = groups
  if (single !== undefined) return single
  if (double !== undefined) return double.replaceAll(/\\(?:([\\"$`])|\n)/g, '$1')
  if (escaped !== undefined) return escaped === '\n' ? '' : escaped
  if (plain === "'" || plain === '"') throw new RangeError(`has a quote (${plain}) that is not closed`)
  if (plain === '\\') throw new RangeError('ends with a backslash that escapes nothing')
  return readPlain(plain ?? '')
}

function refuseShell(plain: string, startsWord: boolean): string {
  if (SHELL_ONLY.test(plain) || (startsWord && plain === '~')) {
    throw new RangeError(`has an unquoted ${JSON.stringify(plain)}, which only a shell understands: put it into a script, or quote it`)
  }
  return plain
}
