import { exec, type Command, type LocalFiles } from '../../core/index.ts'

/** A command of the user's at a fixed point: a program with its arguments, or a script file of the machine that runs deploy-kit. */
export interface Hook {
  readonly argv: readonly string[]
  /** Text of the script when the first word was `file:<path>`; the other words are its arguments. */
  readonly script: string | undefined
}

const FILE_PREFIX = 'file:'

/** The path of a hook's script file, when the hook is one. */
function findHookFile(argv: readonly string[]): string | undefined {
  return argv[0]?.startsWith(FILE_PREFIX) ? argv[0].slice(FILE_PREFIX.length) : undefined
}

/** A hook with the text of its script file, when it is one. */
export async function readHook(argv: readonly string[] | undefined, local: LocalFiles): Promise<Hook | undefined> {
  if (argv === undefined) return undefined
  const file = findHookFile(argv)
  return file === undefined ? { argv, script: undefined } : { argv: [file, ...argv.slice(1)], script: await local.readText(file) }
}

export interface CommandPlace {
  readonly cwd: string
  readonly env: Readonly<Record<string, string>>
}

/** A script file runs with `sh -eu`: it stops at the first failing line. */
export function runHook(hook: Hook, place: CommandPlace): Command {
  const { argv, script } = hook
  return exec(script === undefined ? argv : ['sh', '-eu', '-c', script, ...argv], place)
}
