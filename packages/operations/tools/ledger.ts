import { createHash } from 'node:crypto'
import { any, exec, script, type Command, type Identity } from '../../core/index.ts'

export type LedgerOutcome = 'deployed' | 'rolled-back' | 'undone' | 'failed' | 'backed-up' | 'restored'

/** What happened, as it stands in the ledger. `previous` and `at` are added by the host when it writes the line. */
export interface LedgerEntry {
  readonly operation: string
  readonly outcome: LedgerOutcome
  /** The release that was to become live. */
  readonly release: string
  /** What was live before. */
  readonly before: string | undefined
  readonly commit: string | undefined
  /** Of a rollback with data: the backup whose data came back with the release. */
  readonly backup?: string
  readonly run: LedgerRun
  /** What the probes saw of the cutover. Added by the host. */
  readonly downtime?: readonly LedgerDowntime[]
}

/** Of one probe: see the engine's `ProbeReport`. */
export interface LedgerDowntime {
  readonly url: string
  readonly requests: number
  readonly failures: number
  readonly longestGapMs: number
}

export interface LedgerRun {
  readonly id: string
  readonly who: string
  readonly url: string | undefined
  readonly machine: string
}

/** A line as it was read: the entry with its place in the chain. */
export interface LedgerLine extends LedgerEntry {
  /** SHA-256 of the previous line without its newline, hex; 64 zeros for the first. */
  readonly previous: string
  /** ISO 8601, UTC, host clock. */
  readonly at: string
}

export function ledgerRun(identity: Identity, runId: string): LedgerRun {
  return { id: runId, who: identity.who, url: identity.runUrl, machine: identity.machine }
}

/**
 * Appends one line; the chain's hash is taken of the last line there. `downtimeFile`: JSON on the host that becomes the
 * field `downtime`, when it is there.
 */
export function appendLedger(ledger: string, entry: LedgerEntry, downtimeFile = ''): Command {
  return script(APPEND_LEDGER_PROGRAM, [ledger, JSON.stringify(entry), downtimeFile])
}

/** For the way back: that nothing could be noted (a full disk) is told, but does not make it fail. */
export function tryAppendLedger(ledger: string, entry: LedgerEntry): Command {
  return any(appendLedger(ledger, entry), exec(['echo', 'This is not in the ledger']))
}

/** A crash in the middle of a write leaves a line without end: it is closed first, so that the new line stays whole. */
const APPEND_LEDGER_PROGRAM = `
set -eu
umask 077
previous=0000000000000000000000000000000000000000000000000000000000000000
if [ -s "$1" ]; then
  [ -z "$(tail -c 1 "$1")" ] || echo >> "$1"
  last=$(tail -n 1 "$1")
  previous=$(printf '%s' "$last" | sha256sum | cut -d ' ' -f 1)
fi
entry=\${2#?}
[ ! -s "$3" ] || entry="\${entry%?},\\"downtime\\":$(cat "$3")}"
printf '{"previous":"%s","at":"%s",%s\\n' "$previous" "$(date -u +%Y-%m-%dT%H:%M:%SZ)" "$entry" >> "$1"
`

export interface LedgerReading {
  readonly lines: readonly LedgerLine[]
  /** Numbers (from 1) of lines that cannot be read or do not follow from the line before. */
  readonly broken: readonly number[]
}

/** Reads the ledger and checks its chain. Never throws: a damaged ledger is still evidence. */
export function parseLedger(text: string): LedgerReading {
  const lines: LedgerLine[] = []
  const broken: number[] = []
  let previous = '0'.repeat(64)
  for (const [index, line] of text.split('\n').filter((candidate) => candidate !== '').entries()) {
    const entry = parseLine(line)
    if (entry) lines.push(entry)
    if (entry?.previous !== previous) broken.push(index + 1)
    previous = createHash('sha256').update(line).digest('hex')
  }
  return { lines, broken }
}

function parseLine(line: string): LedgerLine | undefined {
  try {
    const value: unknown = JSON.parse(line)
    return typeof value === 'object' && value !== null && 'previous' in value && 'operation' in value ? (value as LedgerLine) : undefined
  } catch {
    return undefined
  }
}
