import { errorCatalogue } from './error-catalogue.ts'
import type { DeployKitError } from './errors.ts'
import { showControls } from './text-width.ts'

export interface ErrorLayout {
  /** Adds the chain of causes with their stacks: for a bug report, not for everyone. */
  readonly withCauses?: boolean
}

/**
 * An error for people: what, where, the last lines that the failing command said, and what to do (`->`).
 * Plain text; no final newline.
 */
export function renderErrorText(error: DeployKitError, { withCauses = false }: ErrorLayout = {}): string {
  const { code, message, host, step, exitCode, remedy, stderrTail } = error
  const where = [
    ...(host === undefined ? [] : [`host ${host}`]),
    ...(step === undefined ? [] : [`step ${step}`]),
    ...(exitCode === undefined ? [] : [`exit code ${exitCode}`])
  ]
  const tail = (stderrTail ?? '').split('\n').filter((line) => line.trim() !== '')
  return [
    ...`${code}: ${message}`.split('\n').map(showControls),
    ...(where.length === 0 ? [] : [`  at ${where.join(', ')}`]),
    ...tail.map((line) => `  | ${showControls(line)}`),
    ...remedy.split('\n').map((line, index) => `${index === 0 ? '-> ' : '   '}${showControls(line)}`),
    ...(errorCatalogue[code].owner === 'ours' && !withCauses ? ['   (--verbose shows where it comes from)'] : []),
    ...(withCauses ? renderCauses(error.cause, 0) : [])
  ].join('\n')
}

const DEEPEST_CAUSE = 8

function renderCauses(cause: unknown, depth: number): readonly string[] {
  if (cause === undefined || depth === DEEPEST_CAUSE) return []
  const text = cause instanceof Error ? (cause.stack ?? `${cause.name}: ${cause.message}`) : String(cause)
  const lines = text.split('\n').map((line, index) => `${index === 0 ? 'Caused by: ' : '  '}${showControls(line)}`)
  return [...lines, ...(cause instanceof Error ? renderCauses(cause.cause, depth + 1) : [])]
}
