import { Transform, pipeline, type Readable } from 'node:stream'
import { render, renderSize, type UploadStep } from '../core/index.ts'
import type { StepContext } from './step-context.ts'
import { TextLines } from './text-lines.ts'
import type { RunResult, Transport } from './transports/transport.ts'

export interface Uploaded {
  readonly result: RunResult
  /** Over the connection, of all attempts together. */
  readonly sentBytes: number
  readonly detail: string
}

const MAX_ATTEMPTS = 5
const PROGRESS_EVERY_MS = 200

/** Sends the files; from the beginning again when the connection was lost. Throws DeployKitError when they cannot be read or sent. */
export async function upload(step: UploadStep, context: StepContext): Promise<Uploaded> {
  const files = step.entries.filter((entry) => entry.type === 'file')
  const totalBytes = files.reduce((sum, file) => sum + file.sizeBytes, 0)
  const tell = (doneBytes: number): void =>
    context.listen({ type: 'step-progress', step, doneBytes: Math.min(doneBytes, totalBytes), totalBytes })
  const tellSometimes = throttle(context, tell)
  let sentBytes = 0
  for (let attempt = 1; ; attempt++) {
    const sending = new Sending(step, context, tellSometimes)
    const result = await sending.send(context.transportFor(step.host))
    sentBytes += sending.sentBytes
    if (result.ending.kind === 'connection-lost' && attempt < MAX_ATTEMPTS && !context.signal.aborted) continue
    if (result.ending.kind === 'exited' && result.ending.code === 0) tell(totalBytes)
    const count = files.length === 1 ? '1 file' : `${files.length} files`
    return { result, sentBytes, detail: `${count}, ${renderSize(sentBytes)} sent` }
  }
}

/** One attempt. */
class Sending {
  sentBytes = 0
  readonly #source: Readable
  readonly #counted: Transform
  readonly #step: UploadStep
  readonly #context: StepContext

  constructor(step: UploadStep, context: StepContext, onProgress: (doneBytes: number) => void) {
    this.#step = step
    this.#context = context
    this.#source = context.openTree(step, onProgress)
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

function throttle({ clock }: StepContext, tell: (doneBytes: number) => void): (doneBytes: number) => void {
  let last = -Infinity
  return (doneBytes) => {
    if (clock.now() - last < PROGRESS_EVERY_MS) return
    last = clock.now()
    tell(doneBytes)
  }
}
