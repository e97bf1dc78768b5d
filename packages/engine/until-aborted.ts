import { DeployKitError } from '../core/index.ts'

/** The result of the work, or DK_CANCELLED as soon as the signal aborts; the work then goes on unheeded. */
export async function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  work.catch(() => undefined)
  let stop = (): void => undefined
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(cancelled())
    if (signal.aborted) stop()
    signal.addEventListener('abort', stop, { once: true })
  })
  aborted.catch(() => undefined)
  try {
    return await Promise.race([work, aborted])
  } finally {
    signal.removeEventListener('abort', stop)
  }
}

export function cancelled(): DeployKitError {
  return new DeployKitError('DK_CANCELLED', { message: 'The run was cancelled', remedy: 'Start it again when you are ready' })
}
