import { Transform, pipeline, type Readable } from 'node:stream'
import { render, type CarryImageStep, type UploadStep } from '../core/index.ts'
import type { StepContext } from './step-context.ts'
import { TextLines } from './text-lines.ts'
import type { RunResult, Transport } from './transports/transport.ts'

const PROGRESS_EVERY_MS = 200

/** One attempt to send a stream into the command of a step. */
export class Sending {
  sentBytes = 0
  readonly #source: Readable
  readonly #counted: Transform
  readonly #step: UploadStep | CarryImageStep
  readonly #context: StepContext

  constructor(step: UploadStep | CarryImageStep, source: Readable, context: StepContext) {
    this.#step = step
    this.#context = context
    this.#source = source
    this.#counted = new Transform({
      highWaterMark: 1024 * 1024,
      transform: (chunk: Buffer, _encoding, done) => {
        this.sentBytes += chunk.length
        done(null, chunk)
      }
    })
    // A source that breaks off destroys what is sent too, so that the host never takes a part for the whole.
    pipeline(this.#source, this.#counted, () => undefined)
  }

  async send(transport: Transport): Promise<RunResult> {
    const { receive, timeoutSeconds } = this.#step
    const lines = { stdout: this.#tell('stdout'), stderr: this.#tell('stderr') }
    try {
      return await transport.run({
        line: render(receive).line,
        effect: 'write',
        stdin: this.#counted,
        timeoutSeconds,
        signal: this.#context.signal,
        onStdout: (chunk) => lines.stdout.push(chunk),
        onStderr: (chunk) => lines.stderr.push(chunk)
      })
    } finally {
      lines.stdout.end()
      lines.stderr.end()
      this.#counted.destroy()
      this.#source.destroy()
    }
  }

  #tell(stream: 'stdout' | 'stderr'): TextLines {
    const { listen, redactor } = this.#context
    return new TextLines((text) => listen({ type: 'step-output', step: this.#step, stream, line: redactor.redact(text) }))
  }
}

/** Tells now and then, and at the end, how many of so many bytes have been read. */
export function tellProgress(step: UploadStep | CarryImageStep, totalBytes: number, { clock, listen }: StepContext): (doneBytes: number, isEnd?: boolean) => void {
  let last = -Infinity
  return (doneBytes, isEnd = false) => {
    if (!isEnd && clock.now() - last < PROGRESS_EVERY_MS) return
    last = clock.now()
    listen({ type: 'step-progress', step, doneBytes: Math.min(doneBytes, totalBytes), totalBytes })
  }
}
