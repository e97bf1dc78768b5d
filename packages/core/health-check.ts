import type { Command } from './command.ts'

/**
 * One health check. `from` says who asks: the machine that runs deploy-kit, or the host
 * (network checks go through the SSH connection, so the host needs no curl).
 */
export type HealthCheck = HttpCheck | TcpCheck | CommandCheck | ProcessCheck | FileCheck | LogCheck

interface CheckBase {
  /** For tables: the URL, the command. */
  readonly title: string
  readonly host: string
  readonly required: boolean
  readonly timeoutSeconds: number
}

export interface HttpCheck extends CheckBase {
  readonly kind: 'http'
  readonly url: string
  readonly from: 'runner' | 'host'
  /** Accepted status codes, as ranges: `[[200, 299]]`. */
  readonly status: readonly (readonly [number, number])[]
  /** The body must contain this text. */
  readonly body?: string
  /** `name` lower-case; the value must contain `text`. */
  readonly header?: { readonly name: string; readonly text: string }
  /** The certificate must be valid for at least this many days. */
  readonly tlsDays?: number
  /** Name for the `Host` header and the certificate, where the URL only has an address (`https://127.0.0.1/`). */
  readonly serverName?: string
  /** The certificate is not verified (self-signed); warned about in the detail. */
  readonly unsafeSkipTlsCheck?: boolean
  /** Asked are these containers instead of the URL's address: it prints a line for each, with its name and its address. */
  readonly containers?: Command
}

export interface TcpCheck extends CheckBase {
  readonly kind: 'tcp'
  readonly address: string
  readonly port: number
  readonly from: 'runner' | 'host'
  /** As in {@link HttpCheck}. */
  readonly containers?: Command
}

/** Passes when the command ends with 0 (and its output contains `output`). */
export interface CommandCheck extends CheckBase {
  readonly kind: 'command'
  readonly argv: readonly string[]
  readonly cwd?: string
  readonly output?: string
  /** Its last line is what was seen, and 1 is the exit code of a check that did not pass. */
  readonly tells?: boolean
}

/** Passes when a process runs whose command line contains `text`. */
export interface ProcessCheck extends CheckBase {
  readonly kind: 'process'
  readonly text: string
}

/** Passes when the file exists and (with `maxAgeSeconds`) was modified recently: a heartbeat. */
export interface FileCheck extends CheckBase {
  readonly kind: 'file'
  readonly path: string
  readonly maxAgeSeconds?: number
}

/**
 * Passes when no line that was added to the log contains a pattern. Added since the engine noted the log's size
 * (before the first step of a plan); where it was not noted, the last 64 KiB are searched.
 */
export interface LogCheck extends CheckBase {
  readonly kind: 'log'
  readonly path: string
  readonly without: readonly string[]
  /** Always searches the last 64 KiB, whatever was noted: where nothing is being changed, old lines are what is asked for. */
  readonly recent?: boolean
}

export interface CheckResult {
  readonly title: string
  readonly host: string
  readonly required: boolean
  readonly passed: boolean
  /** What was seen: `HTTP 200 in 12 ms`, `connection refused`. */
  readonly detail: string
  readonly attempts: number
}
