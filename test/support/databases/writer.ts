import { spawn } from 'node:child_process'
import { waitUntil } from '../wait-until.ts'

/** Somebody who goes on writing into a database while it is backed up. */
export interface Writer {
  /** What the database holds of it now. */
  read(): Promise<Written>
  /** Waits until that many more transactions than now are there. */
  goOn(transactions: number): Promise<void>
  /** False once the database refused or broke off. */
  isWriting(): boolean
  /** Ends it, within a transaction too; no process and no session is left, so nothing is written any more. */
  stop(): Promise<void>
}

/** Each transaction keeps the rule, so every snapshot of the database does, and a mix of two moments does not. */
export interface Written {
  readonly transactions: number
  /** Whether the rule holds. */
  readonly isConsistent: boolean
}

export interface WriterParts {
  /** The program that writes, transaction after transaction, until it is killed or an error ends it. */
  readonly words: readonly [string, ...string[]]
  readonly environment?: Readonly<Record<string, string>>
  read(): Promise<Written>
  /** Whether the server still works for the program, which it may for a moment after the program's end. */
  hasSession?(): Promise<boolean>
}

/** The words that feed a client with the same statements again and again. */
export function feed(statements: string, ...client: readonly string[]): readonly [string, ...string[]] {
  return ['sh', '-c', 'yes "$0" | "$@"', statements, ...client]
}

/** In processes of its own, so that a busy test does not slow it. */
export function startWriter({ words, environment, read, hasSession }: WriterParts): Writer {
  const [program, ...args] = words
  const child = spawn(program, args, {
    env: { ...process.env, ...environment },
    stdio: 'ignore',
    // A group of its own, to end them all at once.
    detached: true
  })
  const ended = new Promise((resolve) => child.once('close', resolve))
  const isWriting = (): boolean => child.exitCode === null && child.signalCode === null
  return {
    read,
    async goOn(transactions) {
      const { transactions: before } = await read()
      await waitUntil(`${transactions} more transactions`, async () => (await read()).transactions >= before + transactions)
    },
    isWriting,
    async stop() {
      if (isWriting() && child.pid !== undefined) process.kill(-child.pid, 'SIGKILL')
      await ended
      // A server that is down works for nobody.
      await waitUntil("the end of the writer's session", async () => !(await hasSession?.().catch(() => false)))
    }
  }
}
