import { query, renderDuration, script, type Query } from '../../core/index.ts'
import { parseLedger, type LedgerDowntime } from './ledger.ts'

/** What the probes saw of a deploy. */
export interface SeenDowntime {
  readonly release: string
  readonly downtime: readonly LedgerDowntime[]
}

/** Of the last deploy that was measured and went well; undefined when there is none. */
export function readSeenDowntime(ledger: string): Query<SeenDowntime | undefined> {
  return query(script(SEEN_PROGRAM, [ledger]), ({ stdout }) => {
    const line = parseLedger(stdout).lines.at(-1)
    return line?.downtime === undefined || line.downtime.length === 0 ? undefined : { release: line.release, downtime: line.downtime }
  })
}

const SEEN_PROGRAM = `
grep '"outcome":"deployed"' "$1" 2>/dev/null | grep '"downtime":' | tail -n 1
exit 0
`

/** For the plan of the next one. */
export function describeSeenDowntime({ release, downtime }: SeenDowntime): string {
  const each = downtime.map(({ url, failures, longestGapMs }) => (failures === 0 ? `${url} let no request fail` : `${url} gave no answer for up to ${renderDuration(longestGapMs / 1000)}`))
  return `measured when ${release} was deployed: ${each.join('; ')}`
}
