import { DeployKitError, hasIdentity, parseContainerImage, render, renderSize, type CarryImageStep } from '../core/index.ts'
import { findEndingError } from './ending-error.ts'
import { runRepeatable } from './run-repeatable.ts'
import { Sending, tellProgress } from './sending.ts'
import type { StepContext } from './step-context.ts'
import type { RunResult } from './transports/transport.ts'

export interface Carried {
  /** Of the last attempt. */
  readonly result: RunResult
  readonly error: DeployKitError | undefined
  /** Over the connection, of all attempts together. */
  readonly sentBytes: number
  readonly detail: string
}

const MAX_ATTEMPTS = 5
const LOOK_SECONDS = 60

/**
 * Sends the image without the layers that the host has, and looks whether it is there. When it is not, a layer was removed
 * since the host was asked: then all of it is sent, once. From the beginning again when the connection was lost, unless the
 * image is there already. Throws DeployKitError when the image cannot be read or sent.
 */
export async function carryImage(planned: CarryImageStep, context: StepContext): Promise<Carried> {
  const tell = tellProgress(planned, planned.sendBytes, context)
  let step = planned
  let sentBytes = 0
  for (let attempt = 1; ; attempt++) {
    const sending = new Sending(step, context.openImage(step, tell), context)
    const result = await sending.send(context.transportFor(step.host))
    sentBytes += sending.sentBytes
    const sentLayers = step.layers.filter((layer) => !step.leaveOut.includes(layer)).length
    const detail = `${sentLayers} of ${step.layers.length} layers, ${renderSize(sentBytes)} sent`
    if (!isOver(result) && !context.signal.aborted && (await isThere(step, context))) {
      tell(step.sendBytes, true)
      return { result, error: undefined, sentBytes, detail }
    }
    const isLost = result.ending.kind === 'connection-lost' && !context.signal.aborted
    const error = findEndingError(result, { ...step, step: step.id }) ?? notTheImage(step)
    const isIncomplete = result.ending.kind === 'exited' && step.leaveOut.length > 0 && error.code !== 'DK_DISK_FULL'
    if (attempt === MAX_ATTEMPTS || (!isLost && !isIncomplete)) return { result, error, sentBytes, detail }
    if (isIncomplete) step = sendAll(step, context)
  }
}

/** It was stopped from here: nothing is looked at any more. */
function isOver({ ending }: RunResult): boolean {
  return ending.kind === 'cancelled' || ending.kind === 'timed-out'
}

function sendAll(step: CarryImageStep, { listen }: StepContext): CarryImageStep {
  listen({ type: 'warning', host: step.host, message: `${step.host} did not take ${step.reference} without the layers that it had: all of them are sent` })
  return { ...step, leaveOut: [] }
}

async function isThere({ host, look, identity }: CarryImageStep, { transportFor, signal }: StepContext): Promise<boolean> {
  const { line, stdin } = render(look)
  const { stdout } = await runRepeatable(transportFor(host), { line, stdin: () => stdin, effect: 'read', timeoutSeconds: LOOK_SECONDS, signal })
  const image = parseContainerImage(stdout)
  return image !== undefined && hasIdentity(image, identity)
}

function notTheImage({ id, host, reference }: CarryImageStep): DeployKitError {
  return new DeployKitError('DK_UPLOAD_CORRUPT', {
    message: `The Docker Engine of ${host} took ${reference}, but does not have the same image`,
    remedy: 'Try it by hand: docker save | ssh docker load, and compare docker image inspect on both sides',
    step: id,
    host
  })
}
