import type { Command } from './command.ts'

/** What a read-only command answered. `exitCode` is the command's own: queries may give it a meaning. */
export interface Answer {
  readonly stdout: string
  readonly exitCode: number
}

/**
 * A read-only question to a host: the command, and the parser of its answer.
 *
 * Contract: the command changes nothing, can be repeated, and needs no input.
 * Many queries are asked in one round trip, each in a subshell of its own.
 * `parse` throws DeployKitError when the answer cannot be understood; it never guesses.
 */
export interface Query<T> {
  readonly command: Command
  readonly parse: (answer: Answer) => T
}

export function query<T>(command: Command, parse: (answer: Answer) => T): Query<T> {
  return { command, parse }
}

export type Queries<T> = { readonly [K in keyof T]: Query<T[K]> }
