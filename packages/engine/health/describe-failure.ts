import { DeployKitError, type HealthCheck } from '../../core/index.ts'
import { DeadlineError } from './deadline.ts'

/** Why a request or connection failed, for people, in a few words without a capital letter. */
export function describeError(error: unknown): string {
  if (error instanceof DeadlineError) return error.message
  if (error instanceof DeployKitError) return lowerFirst(error.message)
  const code = codeOf(error)
  const known = code === undefined ? undefined : (MEANINGS[code] ?? meaningOfPrefix(code))
  if (known !== undefined) return known
  return lowerFirst(isErrorLike(error) ? error.message : String(error))
}

const MEANINGS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'connection refused',
  ECONNRESET: 'the connection was closed without an answer',
  EPIPE: 'the connection was closed without an answer',
  ETIMEDOUT: 'no connection: timed out',
  EHOSTUNREACH: 'no route to the host',
  ENETUNREACH: 'the network cannot be reached',
  ENOTFOUND: 'the name cannot be resolved',
  EAI_AGAIN: 'the name cannot be resolved at the moment',
  CERT_HAS_EXPIRED: 'the certificate has expired',
  CERT_NOT_YET_VALID: 'the certificate is not valid yet',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'the certificate is self-signed',
  SELF_SIGNED_CERT_IN_CHAIN: 'the certificate comes from an authority that is not trusted',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'the certificate cannot be verified: an intermediate certificate is missing',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'the certificate comes from an authority that is not trusted',
  ERR_TLS_CERT_ALTNAME_INVALID: 'the certificate is for another name',
  EPROTO: 'not a TLS answer'
}

function meaningOfPrefix(code: string): string | undefined {
  if (code.startsWith('HPE_')) return 'not an HTTP answer'
  if (code.startsWith('ERR_SSL_')) return 'not a TLS answer'
  return undefined
}

function codeOf(error: unknown): string | undefined {
  return isErrorLike(error) && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}

/** Also errors that come from another realm, of which `instanceof Error` knows nothing. */
function isErrorLike(error: unknown): error is { readonly message: string } {
  return typeof error === 'object' && error !== null && 'message' in error && typeof error.message === 'string'
}

/** The first characters of a text, on one line, quoted. */
export function excerpt(text: string, length = 120): string {
  const line = text.replaceAll(/\s+/g, ' ').trim()
  return JSON.stringify(line.length > length ? `${line.slice(0, length)}...` : line)
}

/** What one look at a check found. */
export interface Finding {
  readonly passed: boolean
  readonly detail: string
}

export type CheckOf<K extends HealthCheck['kind']> = Extract<HealthCheck, { readonly kind: K }>

/** Leaves words such as SSL as they are. */
export function lowerFirst(text: string): string {
  return /^[A-Z][a-z]/.test(text) ? `${text.charAt(0).toLowerCase()}${text.slice(1)}` : text
}
