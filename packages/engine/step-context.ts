import type { CarryImageStep, CheckResult, DeployKitError, EvidenceReport, Listener, Plan, ProbeReport, UploadStep } from '../core/index.ts'
import type { Readable } from 'node:stream'
import type { Clock } from './clock.ts'
import type { LogMarks } from './health/log-check.ts'
import type { Redactor } from './redact.ts'
import type { Transport } from './transports/transport.ts'

/** Everything that steps need besides themselves. */
export interface StepContext {
  readonly plan: Plan
  readonly transportFor: (host: string) => Transport
  readonly clock: Clock
  /** Steps redact what they tell. */
  readonly listen: Listener
  readonly redactor: Redactor
  /** Milliseconds since 1970. */
  readonly startedAt: number
  /** Aborting stops what runs now, on the host too. */
  readonly signal: AbortSignal
  /** How far the logs went before anything was changed. */
  readonly marks: LogMarks
  readonly openTree: OpenTree
  readonly openImage: OpenImage
  /** What the probes of a host have seen since the cutover began. */
  readonly lookAtProbes?: (host: string) => Promise<readonly ProbeReport[]>
}

/** A new stream of files for an upload; it is destroyed when the upload ends early. `onProgress` gets the bytes of files read so far. */
export type OpenTree = (step: UploadStep, onProgress: (doneBytes: number) => void) => Readable

/** A new stream of an image, without the layers that the step leaves out. `onProgress` gets the bytes of it before compression. */
export type OpenImage = (step: CarryImageStep, onProgress: (doneBytes: number) => void) => Readable

/** How a step went; its error and texts are not redacted yet. */
export interface StepEnding {
  readonly error?: DeployKitError | undefined
  readonly detail?: string
  readonly stdout?: string
  readonly checks?: readonly CheckResult[]
  readonly sentBytes?: number
  readonly evidence?: readonly EvidenceReport[]
  /** The step may still run, or only begin, on the host: it has to be stopped before anything is undone. */
  readonly unsettled?: boolean
}
