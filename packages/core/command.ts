import type { Secret } from './secret.ts'

/**
 * What to run on a host, as data. `render` turns it into one line for a POSIX shell.
 *
 * Secrets cannot be words: an argument is visible to every user of the host (`ps`).
 * They travel as `stdin`, of which a command tree may have one.
 */
export type Command = ExecCommand | ListCommand | PipeCommand | RedirectCommand

export interface ExecCommand {
  readonly kind: 'exec'
  /** The program and its arguments, each one word whatever characters it holds (no NUL). */
  readonly argv: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  readonly cwd?: string
  readonly stdin?: string | Secret
}

/** `all` stops at the first failure, `any` at the first success; `each` runs every one, and fails when any failed (with the code of the last that did). */
export interface ListCommand {
  readonly kind: 'all' | 'any' | 'each'
  readonly commands: readonly Command[]
}

/** Fails when any part fails (with the code of the first part that failed), also where the shell has no pipefail. */
export interface PipeCommand {
  readonly kind: 'pipe'
  readonly commands: readonly Command[]
}

export interface RedirectCommand {
  readonly kind: 'redirect'
  readonly command: Command
  readonly to: string
  readonly append: boolean
}

export interface ExecOptions {
  readonly env?: Readonly<Record<string, string>>
  readonly cwd?: string
  readonly stdin?: string | Secret
}

export function exec(argv: readonly string[], options: ExecOptions = {}): ExecCommand {
  return { kind: 'exec', argv, ...options }
}

export function all(...commands: readonly Command[]): Command {
  return { kind: 'all', commands }
}

export function any(...commands: readonly Command[]): Command {
  return { kind: 'any', commands }
}

export function each(...commands: readonly Command[]): Command {
  return { kind: 'each', commands }
}

export function pipe(...commands: readonly Command[]): Command {
  return { kind: 'pipe', commands }
}

export function redirect(command: Command, to: string, append = false): Command {
  return { kind: 'redirect', command, to, append }
}

/**
 * A constant POSIX shell program with its data in `"$1"`, `"$2"`, ...
 *
 * For what a tree of words cannot say (a loop, a decision taken on the host).
 * `program` is always a literal: data goes into `args`, so nothing from outside is ever read as shell.
 * Every program of the kit is checked by shellcheck and run by dash and busybox in the tests.
 */
export function script(program: string, args: readonly string[] = [], options: ExecOptions = {}): ExecCommand {
  return exec(['sh', '-c', program, 'deploy-kit', ...args], options)
}
