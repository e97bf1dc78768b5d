/** The work did not end in time. */
export class DeadlineError extends Error {
  constructor(seconds: number) {
    super(`no answer in ${renderSeconds(seconds)}`)
    this.name = 'DeadlineError'
  }
}

export interface Limits {
  readonly seconds: number
  readonly signal?: AbortSignal | undefined
}

/**
 * The result of `work`, or a DeadlineError, or the reason of `limits.signal`, whatever comes first. The signal that `work`
 * gets is aborted in every case at the end, also after success: it is where streams are destroyed.
 */
export async function withDeadline<T>(limits: Limits, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController()
  const cancel = (): void => controller.abort(limits.signal?.reason)
  const timer = setTimeout(() => controller.abort(new DeadlineError(limits.seconds)), limits.seconds * 1000)
  limits.signal?.addEventListener('abort', cancel, { once: true })
  if (limits.signal?.aborted === true) cancel()
  try {
    return await new Promise<T>((resolve, reject) => {
      whenAborted(controller.signal, () => reject(asError(controller.signal.reason)))
      work(controller.signal).then(resolve, reject)
    })
  } finally {
    clearTimeout(timer)
    limits.signal?.removeEventListener('abort', cancel)
    controller.abort()
  }
}

/** At once when it is aborted already. */
export function whenAborted(signal: AbortSignal, act: () => void): void {
  if (signal.aborted) act()
  else signal.addEventListener('abort', act, { once: true })
}

/** `5 s`, `1.5 s`, `200 ms`. */
export function renderSeconds(seconds: number): string {
  return seconds < 1 ? `${Math.round(seconds * 1000)} ms` : `${Math.round(seconds * 10) / 10} s`
}

function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error(String(reason))
}
