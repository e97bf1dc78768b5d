import { DeployKitError, type EvidenceReport } from '../core/index.ts'
import type { Redactor } from './redact.ts'

/** The same error without secrets, its causes too. */
export function redactError(error: DeployKitError, redactor: Redactor): DeployKitError {
  const { code, step, host, exitCode, stderrTail } = error
  return new DeployKitError(code, {
    message: redactor.redact(error.message),
    remedy: redactor.redact(error.remedy),
    stderrTail: stderrTail === undefined ? undefined : redactor.redact(stderrTail),
    ...{ step, host, exitCode },
    cause: redactCause(error.cause, redactor)
  })
}

function redactCause(cause: unknown, redactor: Redactor): unknown {
  if (cause instanceof DeployKitError) return redactError(cause, redactor)
  if (!(cause instanceof Error)) return typeof cause === 'string' ? redactor.redact(cause) : undefined
  const copy = new Error(redactor.redact(cause.message))
  copy.name = cause.name
  if (cause.stack !== undefined) copy.stack = redactor.redact(cause.stack)
  return copy
}

export function redactEvidence(evidence: readonly EvidenceReport[], redactor: Redactor): readonly EvidenceReport[] {
  return evidence.map((piece) => ({ ...piece, text: redactor.redact(piece.text) }))
}
