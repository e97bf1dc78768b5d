import { setTimeout as sleep } from 'node:timers/promises'
import type { ClientChannel } from 'ssh2'
import { DeployKitError } from '../../core/index.ts'
import type { SessionLimit } from './session-limit.ts'
import type { SshConnection } from './ssh-connection.ts'

export interface StartedCommand {
  readonly kind: 'opened'
  readonly channel: ClientChannel
  /** What the server told of its end, when the channel is closed and everything has been read; never rejects. */
  readonly told: Promise<ToldEnding>
}

export type ToldEnding =
  | { readonly kind: 'exited'; readonly code: number }
  | { readonly kind: 'signalled'; readonly signal: string }
  | { readonly kind: 'unknown' }

export type OpenedSession =
  | StartedCommand
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'lost'; readonly sent: boolean }

export interface SessionRequest {
  readonly connection: SshConnection
  readonly limit: SessionLimit
  readonly line: string
  readonly signal: AbortSignal | undefined
}

/** How often a session is asked for while no other one is open, and how long to wait between. */
const ATTEMPTS = 6
const FIRST_PAUSE_MS = 50

/**
 * Opens a session and starts the command in it. A server that refuses another session has not got the command, so it is asked
 * again: when one of our other sessions has ended, or, when there is none, a few times within seconds.
 *
 * After `opened`, `limit.ended` must be called. Throws DK_CHANNEL_REFUSED.
 */
export async function openSession({ connection, limit, line, signal }: SessionRequest): Promise<OpenedSession> {
  for (let attempt = 1; ; ) {
    if (!(await limit.acquire(signal))) return { kind: 'cancelled' }
    const answer = await startCommand(connection, line)
    if (answer.kind === 'opened') {
      limit.started()
      return answer
    }
    const hasOthers = limit.refused()
    if (answer.kind === 'lost') return answer
    if (answer.kind === 'broken') throw channelRefused(connection.host, answer.words)
    if (hasOthers) continue
    if (attempt === ATTEMPTS) throw channelRefused(connection.host, answer.words)
    await sleep(FIRST_PAUSE_MS * 2 ** (attempt - 1))
    attempt++
  }
}

type Answer = Exclude<OpenedSession, { kind: 'cancelled' }> | { readonly kind: 'refused' | 'broken'; readonly words: string }

function startCommand(connection: SshConnection, line: string): Promise<Answer> {
  return new Promise((resolve) => {
    if (connection.isLost) return resolve({ kind: 'lost', sent: false })
    try {
      connection.client.exec(line, (error, channel) => {
        // Here and not after an await: the end of a short command may be in the same packet as its start.
        if (error === undefined) resolve({ kind: 'opened', channel, told: waitForEnd(channel) })
        else if ('reason' in error) resolve({ kind: 'refused', words: error.message })
        else if (connection.isLost) resolve({ kind: 'lost', sent: error.message === UNANSWERED })
        else resolve({ kind: 'broken', words: 'it opens one, but starts no command in it' })
      })
    } catch {
      // Its end is not told yet, but nothing can be written any more.
      resolve({ kind: 'lost', sent: false })
    }
  })
}

/** What ssh2 says when the command was sent, and not answered; otherwise the session was not even open. */
const UNANSWERED = 'Unable to exec'

async function waitForEnd(channel: ClientChannel): Promise<ToldEnding> {
  let told: ToldEnding = { kind: 'unknown' }
  // Writing to a command that does not read is no error: its exit code tells.
  channel.on('error', () => undefined)
  channel.on('exit', (code: number | null, signal?: string) => {
    if (code !== null) told = { kind: 'exited', code }
    else if (signal !== undefined) told = { kind: 'signalled', signal }
  })
  const closed = new Promise<void>((resolve) => void channel.once('close', () => resolve()))
  const read = new Promise<void>((resolve) => void channel.stderr.once('end', () => resolve()))
  await Promise.all([closed, read])
  return told
}

function channelRefused(host: string, words: string): DeployKitError {
  return new DeployKitError('DK_CHANNEL_REFUSED', {
    host,
    message: `The SSH server of ${host} accepts the login, but no session: ${words}`,
    remedy: 'Check MaxSessions and ForceCommand in its sshd_config, the shell of the deploy user (/etc/passwd), and its limits (ulimit -u)'
  })
}
