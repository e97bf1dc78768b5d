import {
  DeployKitError,
  render,
  renderSize,
  toDeployKitError,
  type CarryImageStep,
  type CheckResult,
  type RunStep,
  type Step,
  type UploadStep,
  type WaitHealthyStep,
  type WritePackageStep
} from '../core/index.ts'
import { carryImage } from './carry-image.ts'
import { findEndingError } from './ending-error.ts'
import { collectEvidence, outputEvidence } from './evidence.ts'
import { waitHealthy } from './health/check-health.ts'
import { measureDowntime } from './measure-downtime.ts'
import { runRepeatable } from './run-repeatable.ts'
import { journalOf, runStepCommand } from './step-commands.ts'
import type { StepContext, StepEnding } from './step-context.ts'
import { upload } from './upload.ts'
import { writePackage } from './write-package.ts'

const NOTE_TIMEOUT_SECONDS = 30

/** Runs one step to its end, over lost connections. Never throws. What few runs need is loaded when it is needed. */
export async function runStep(step: Step, context: StepContext): Promise<StepEnding> {
  try {
    switch (step.kind) {
      case 'run':
        return await runCommand(step, context)
      case 'upload':
        return await sendFiles(step, context)
      case 'carry-image':
        return await sendImage(step, context)
      case 'wait-healthy':
        return await waitUntilHealthy(step, context)
      case 'measure-downtime':
        return await measureDowntime(step, context)
      case 'write-package':
        return await makePackage(step, context)
      case 'copy-to-storage':
        return await (await import('./storage/copy-to-storage.ts')).copyToStorage(step, context)
      case 'prune-storage':
        return await (await import('./storage/prune-storage.ts')).pruneStorage(step, context)
      case 'download':
        return await (await import('./storage/download.ts')).download(step, context)
    }
  } catch (thrown) {
    return { error: withPlace(toDeployKitError(thrown), step), unsettled: step.kind === 'run' }
  }
}

async function runCommand(step: RunStep, context: StepContext): Promise<StepEnding> {
  const repeatable = step.effect === 'read' || step.repeatable === true
  const journal = repeatable ? undefined : journalOf(step, context)
  const result = await runStepCommand({ ...step, step, journal, repeatable }, context)
  const error = findEndingError(result, { ...step, step: step.id })
  return {
    error,
    stdout: result.stdout,
    unsettled: result.ending.kind === 'connection-lost',
    evidence: error === undefined ? [] : outputEvidence(step.title, step.host, result)
  }
}

async function sendFiles(step: UploadStep, context: StepContext): Promise<StepEnding> {
  const { result, sentBytes, detail } = await upload(step, context)
  const error = findEndingError(result, { ...step, step: step.id })
  return { error, sentBytes, detail, evidence: error === undefined ? [] : outputEvidence(step.title, step.host, result) }
}

async function sendImage(step: CarryImageStep, context: StepContext): Promise<StepEnding> {
  const { result, error, sentBytes, detail } = await carryImage(step, context)
  return { error, sentBytes, detail, evidence: error === undefined ? [] : outputEvidence(step.title, step.host, result) }
}

async function makePackage(step: WritePackageStep, { signal, listen }: StepContext): Promise<StepEnding> {
  const totalBytes = step.entries.reduce((sum, entry) => sum + (entry.type === 'file' ? entry.sizeBytes : 0), 0)
  const onBytes = (rawBytes: number): void => listen({ type: 'step-progress', step, doneBytes: Math.min(rawBytes, totalBytes), totalBytes })
  const { sha256, sizeBytes } = await writePackage(step, { signal, onBytes })
  return { stdout: `${sha256} ${sizeBytes}`, detail: `${renderSize(sizeBytes)}, SHA-256 ${sha256}` }
}

async function waitUntilHealthy(step: WaitHealthyStep, context: StepContext): Promise<StepEnding> {
  const { attempts } = step
  const { passed, results, gone } = await waitHealthy({
    ...step,
    transportFor: context.transportFor,
    marks: context.marks,
    signal: context.signal,
    clock: context.clock,
    onAttempt: (attempt, found) => context.listen({ type: 'checked', step, attempt, attempts, results: found.map(redactResult) })
  })
  const checks = results.map(redactResult)
  const detail = `${results.filter((result) => result.passed).length} of ${results.length} checks passed`
  if (passed) return { checks, detail }
  // Whoever waits for it again, to note something or to ask for evidence, waits for nothing, while the other hosts wait to be undone.
  if (gone !== undefined) return { checks, detail, error: withPlace(gone, step) }
  if (!context.signal.aborted) await noteUnhealthy(step, context)
  return { checks, detail, error: unhealthy(step, results), evidence: await collectEvidence(step.evidence, context) }

  function redactResult(result: CheckResult): CheckResult {
    return { ...result, title: context.redactor.redact(result.title), detail: context.redactor.redact(result.detail) }
  }
}

/** What cannot be noted does not change what was found. */
async function noteUnhealthy({ onUnhealthy, host }: WaitHealthyStep, { transportFor }: StepContext): Promise<void> {
  if (onUnhealthy === undefined) return
  const { line, stdin } = render(onUnhealthy)
  await runRepeatable(transportFor(host), { line, stdin: () => stdin, effect: 'write', timeoutSeconds: NOTE_TIMEOUT_SECONDS }).catch(() => undefined)
}

function unhealthy(step: WaitHealthyStep, results: readonly CheckResult[]): DeployKitError {
  const failed = results.filter((result) => result.required && !result.passed)
  const tries = step.attempts === 1 ? '1 attempt' : `${step.attempts} attempts`
  return new DeployKitError('DK_UNHEALTHY', {
    message: `Not healthy on ${step.host} after ${tries}: ${failed.map(({ title, detail }) => `${title}: ${detail}`).join('; ')}`,
    remedy: 'See the evidence: the output of the checks, and the log of the application',
    step: step.id,
    host: step.host
  })
}

function withPlace(error: DeployKitError, step: Step): DeployKitError {
  if (error.step !== undefined && error.host !== undefined) return error
  const { code, message, remedy, exitCode, stderrTail, cause } = error
  return new DeployKitError(code, { message, remedy, exitCode, stderrTail, cause, step: error.step ?? step.id, host: error.host ?? step.host })
}
