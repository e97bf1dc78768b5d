import { errorCatalogue, type ErrorCode } from './error-catalogue.ts'

export interface ErrorDetails {
  /** What happened, where, in one sentence with a capital letter and no final period. */
  readonly message: string
  /** What to do next: a sentence or a command. */
  readonly remedy: string
  readonly step?: string | undefined
  readonly host?: string | undefined
  readonly exitCode?: number | undefined
  /** The last lines of the failing command's standard error, redacted by the engine. */
  readonly stderrTail?: string | undefined
  readonly cause?: unknown
}

/** The one error class. Everything else that is thrown is a defect of the kit and is reported as DK_INTERNAL. */
export class DeployKitError extends Error {
  readonly code: ErrorCode
  readonly remedy: string
  readonly step: string | undefined
  readonly host: string | undefined
  readonly exitCode: number | undefined
  readonly stderrTail: string | undefined

  constructor(code: ErrorCode, details: ErrorDetails) {
    super(details.message, details.cause === undefined ? {} : { cause: details.cause })
    this.name = 'DeployKitError'
    this.code = code
    this.remedy = details.remedy
    this.step = details.step
    this.host = details.host
    this.exitCode = details.exitCode
    this.stderrTail = details.stderrTail
  }

  /** Exit code of the command line for this error (see docs/errors.md). */
  get processExitCode(): number {
    return errorCatalogue[this.code].exitCode
  }

  toJSON(): Record<string, unknown> {
    const { code, message, remedy, step, host, exitCode, stderrTail } = this
    return { code, message, remedy, step, host, exitCode, stderrTail, owner: errorCatalogue[code].owner }
  }
}

/** Any thrown value as a DeployKitError: what we did not foresee is a defect of ours, and says so. */
export function toDeployKitError(thrown: unknown): DeployKitError {
  if (thrown instanceof DeployKitError) return thrown
  const message = thrown instanceof Error ? thrown.message : String(thrown)
  return new DeployKitError('DK_INTERNAL', {
    message: `deploy-kit failed unexpectedly: ${message}`,
    remedy: 'This is a defect of deploy-kit: please report it with the log of a run with --verbose',
    cause: thrown
  })
}
