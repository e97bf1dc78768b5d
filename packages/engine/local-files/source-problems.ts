import { DeployKitError } from '../../core/index.ts'

/** Collects what is wrong with a source, so that all of it is told at once. */
export class SourceProblems {
  readonly #source: string
  readonly #problems: string[] = []
  readonly #secrets: string[] = []

  constructor(source: string) {
    this.#source = source
  }

  /** `problem` completes "The source cannot be deployed: ...". */
  add(problem: string): void {
    this.#problems.push(problem)
  }

  /** A file that holds secrets and was not asked for by name. */
  addSecret(path: string): void {
    this.#secrets.push(path)
  }

  throwIfAny(): void {
    const secrets = this.#secrets.length === 0 ? [] : [`these files hold secrets: ${enumerate(this.#secrets)}`]
    const problems = [...secrets, ...this.#problems]
    if (problems.length === 0) return
    const remedies = [
      ...(this.#secrets.length === 0 ? [] : ['Exclude the secrets by `exclude` or .deployignore, or name them in `include` if they must be deployed']),
      ...(this.#problems.length === 0 ? [] : ['Mend or exclude what is named'])
    ]
    throw new DeployKitError('DK_SOURCE_INVALID', {
      message: `The source ${this.#source} cannot be deployed: ${enumerate(problems, '; ')}`,
      remedy: remedies.join('. ')
    })
  }
}

/** One reason, thrown at once. */
export function sourceError(message: string, remedy: string, cause?: unknown): DeployKitError {
  return new DeployKitError('DK_SOURCE_INVALID', { message, remedy, cause })
}

/** As people read a failed file operation: `permission denied`. */
export function describeFailure(thrown: unknown): string {
  const code = typeof thrown === 'object' && thrown !== null && 'code' in thrown ? String(thrown.code) : undefined
  const known: Readonly<Record<string, string>> = {
    EACCES: 'permission denied',
    EPERM: 'not permitted',
    ENOENT: 'there is no such file or folder',
    ENOTDIR: 'a part of the path is not a folder',
    EISDIR: 'it is a folder',
    ELOOP: 'it is a symbolic link, or a loop of them',
    EMFILE: 'too many open files',
    EIO: 'the disk cannot be read'
  }
  return known[code ?? ''] ?? (thrown instanceof Error ? thrown.message : String(thrown))
}

const SHOWN = 20

function enumerate(items: readonly string[], separator = ', '): string {
  const shown = items.slice(0, SHOWN).join(separator)
  return items.length > SHOWN ? `${shown}${separator}and ${items.length - SHOWN} more` : shown
}
