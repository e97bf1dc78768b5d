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
  /** The client, which reads statements from its input until the end or an error. */
  readonly words: readonly string[]
  readonly environment?: Readonly<Record<string, string>>
  /** One transaction and the pause after it, on one line. */
  readonly statement: string
  read(): Promise<Written>
  /** Whether the server still works for the client, which it may for a moment after the client's end. */
  hasSession(): Promise<boolean>
}

/** Feeds a client with the same transaction again and again; in processes of their own, so that a busy test does not slow it. */
export function startWriter({ words, environment, statement, read, hasSession }: WriterParts): Writer {
  const child = spawn('sh', ['-c', 'yes "$0" | "$@"', statement, ...words], {
    env: { ...process.env, ...environment },
    stdio: 'ignore',
    // A group of its own, to end all three at once.
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
      await waitUntil("the end of the writer's session", async () => !(await hasSession().catch(() => false)))
    }
  }
}
