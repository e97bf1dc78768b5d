import { spawnSync } from 'node:child_process'

export interface Shell {
  readonly name: string
  readonly argv: readonly [string, ...string[]]
}

/**
 * The shells that hosts have: Debian's and Alpine's, and bash where it is there. Node's pipes are sockets, by which bash takes itself for
 * started over a network, and would read what this machine's user has in ~/.bashrc.
 */
export const shells: readonly Shell[] = [
  { name: 'sh', argv: ['sh'] },
  { name: 'dash', argv: ['dash'] },
  { name: 'busybox sh', argv: ['busybox', 'sh'] },
  ...(spawnSync('bash', ['-c', ':']).status === 0 ? [{ name: 'bash', argv: ['bash', '--norc'] as const }] : [])
]

export interface ShellAnswer {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Gives one line to a shell as a transport does: `sh -c <line>`. */
export function runLine(shell: Shell, line: string, options: { readonly cwd?: string; readonly env?: NodeJS.ProcessEnv } = {}): ShellAnswer {
  const [program, ...words] = shell.argv
  const { status, stdout, stderr, error } = spawnSync(program, [...words, '-c', line], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    env: options.env ?? process.env,
    cwd: options.cwd
  })
  if (error !== undefined) throw error
  return { code: status, stdout, stderr }
}
