import type { SudoVerb } from '../strategies/systemd/sudo-verbs.ts'

/**
 * A command for sudoers(5), its program by name alone: where that is only the host knows. To the letter: without escapes
 * a comma or a colon would begin another command or another user, `*` would stand for any words, also for more of them, and a
 * command without arguments could be given any. Throws RangeError for what sudoers cannot name exactly.
 */
export function renderRule({ words }: Pick<SudoVerb, 'words'>): string {
  const [program = '', ...rest] = words
  if (!/^[A-Za-z0-9_.+-]+$/.test(program)) throw new RangeError(`is not the name of a program: ${JSON.stringify(program)}`)
  return [program, ...(rest.length === 0 ? ['""'] : rest.map(escapeWord))].join(' ')
}

/** What is wrong with a word, or undefined. */
export function findWordProblem(word: string): string | undefined {
  const shown = JSON.stringify(word)
  // sudo compares the words joined with blanks: `a b` would also be two.
  if (word === '' || /\s/.test(word)) return `sudoers cannot tell ${shown} from several words`
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  return /[\u0000-\u001f\u007f"\\]/.test(word) ? `sudoers cannot name ${shown}` : undefined
}

function escapeWord(word: string): string {
  const problem = findWordProblem(word)
  if (problem !== undefined) throw new RangeError(problem)
  return word.replaceAll(/[,:=#*?[\]]/g, '\\$&')
}

/** A name with a dot in it would not be read (`@includedir` of sudoers). */
export function sudoersFile(user: string, path: string): string {
  const app = path.slice(1).replaceAll('/', '-').replaceAll(/[^A-Za-z0-9_-]/g, '_')
  return `/etc/sudoers.d/deploy-kit-${user}-${app}`
}
