import { renderSize, type UploadStep } from '../core/index.ts'
import { Sending, tellProgress } from './sending.ts'
import type { StepContext } from './step-context.ts'
import type { RunResult } from './transports/transport.ts'

export interface Uploaded {
  readonly result: RunResult
  /** Over the connection, of all attempts together. */
  readonly sentBytes: number
  readonly detail: string
}

const MAX_ATTEMPTS = 5

/** Sends the files; from the beginning again when the connection was lost. Throws DeployKitError when they cannot be read or sent. */
export async function upload(step: UploadStep, context: StepContext): Promise<Uploaded> {
  const files = step.entries.filter((entry) => entry.type === 'file')
  const totalBytes = files.reduce((sum, file) => sum + file.sizeBytes, 0)
  const tell = tellProgress(step, totalBytes, context)
  let sentBytes = 0
  for (let attempt = 1; ; attempt++) {
    const sending = new Sending(step, context.openTree(step, tell), context)
    const result = await sending.send(context.transportFor(step.host))
    sentBytes += sending.sentBytes
    if (result.ending.kind === 'connection-lost' && attempt < MAX_ATTEMPTS && !context.signal.aborted) continue
    if (result.ending.kind === 'exited' && result.ending.code === 0) tell(totalBytes, true)
    const count = files.length === 1 ? '1 file' : `${files.length} files`
    return { result, sentBytes, detail: `${count}, ${renderSize(sentBytes)} sent` }
  }
}
