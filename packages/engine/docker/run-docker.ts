import { spawn, type ChildProcessByStdio } from 'node:child_process'
import type { Readable } from 'node:stream'
import { sourceError } from '../local-files/source-problems.ts'
import { TailCapture } from '../transports/tail-capture.ts'

/** The client of the Docker Engine that this machine uses, with what it needs of the environment: the rest holds the secrets of a job. */
const IN_CLEAN_ENVIRONMENT = [
  'exec env -i "HOME=$HOME" "PATH=$PATH" ${USER:+"USER=$USER"} ${XDG_RUNTIME_DIR:+"XDG_RUNTIME_DIR=$XDG_RUNTIME_DIR"}',
  '${SSH_AUTH_SOCK:+"SSH_AUTH_SOCK=$SSH_AUTH_SOCK"} ${DOCKER_HOST:+"DOCKER_HOST=$DOCKER_HOST"} ${DOCKER_CONTEXT:+"DOCKER_CONTEXT=$DOCKER_CONTEXT"}',
  '${DOCKER_CONFIG:+"DOCKER_CONFIG=$DOCKER_CONFIG"} ${DOCKER_TLS_VERIFY:+"DOCKER_TLS_VERIFY=$DOCKER_TLS_VERIFY"}',
  '${DOCKER_CERT_PATH:+"DOCKER_CERT_PATH=$DOCKER_CERT_PATH"} docker "$@"'
].join(' ')

const KEEP_STDOUT_BYTES = 4 * 1024 * 1024
const KEEP_STDERR_BYTES = 16 * 1024
const ANSWER_SECONDS = 60

export interface DockerAnswer {
  /** Undefined: it was ended by a signal, or could not be started. */
  readonly code: number | undefined
  readonly stdout: string
  readonly stderr: string
}

/** Asks the local engine something; every ending is an answer. It is given up after a minute. */
export async function askDocker(words: readonly string[]): Promise<DockerAnswer> {
  const running = startDocker(words)
  const stdout = new TailCapture(KEEP_STDOUT_BYTES)
  running.stdout.on('data', (chunk: Buffer) => stdout.add(chunk))
  const timer = setTimeout(() => running.stop(), ANSWER_SECONDS * 1000)
  try {
    const { code, stderr } = await running.ended
    return { code, stderr, stdout: stdout.toString() }
  } finally {
    clearTimeout(timer)
  }
}

/** A command of the local engine whose output is read as it comes. */
export interface RunningDocker {
  readonly stdout: Readable
  /** When all of its output was read; never rejects. */
  readonly ended: Promise<Omit<DockerAnswer, 'stdout'>>
  stop(): void
}

export function startDocker(words: readonly string[]): RunningDocker {
  const args = ['-c', IN_CLEAN_ENVIRONMENT, 'deploy-kit', ...words]
  const child: ChildProcessByStdio<null, Readable, Readable> = spawn('sh', args, { stdio: ['ignore', 'pipe', 'pipe'] })
  const stderr = new TailCapture(KEEP_STDERR_BYTES)
  child.stderr.on('data', (chunk: Buffer) => stderr.add(chunk))
  const ended = new Promise<Omit<DockerAnswer, 'stdout'>>((resolve) => {
    child.once('error', (failure) => resolve({ code: undefined, stderr: failure.message }))
    child.once('close', (code) => resolve({ code: code ?? undefined, stderr: stderr.toString().trim() }))
  })
  return {
    stdout: child.stdout,
    ended,
    stop() {
      child.stdout.destroy()
      child.kill()
    }
  }
}

/** Throws DK_SOURCE_INVALID with the words of the engine. */
export function requireWell(answer: Omit<DockerAnswer, 'stdout'>, what: string): void {
  if (answer.code === 0) return
  const words = answer.stderr === '' ? `it ended with ${answer.code ?? 'a signal'}` : (answer.stderr.split('\n').at(-1) ?? '')
  throw sourceError(`The Docker Engine of this machine ${what}: ${words}`, 'Look at it with: docker version')
}
