import type { OutputDefinition, Report } from '../core/index.ts'

/** What every operation that changes what is live tells at its end, also when it failed. */
export const cutoverOutputs = {
  live: {
    description:
      'What is live at the end, also when the run failed: the id of the release, or `host=id` for each host where they differ. ' +
      'Empty when that is nothing, or not known.'
  },
  'downtime-ms': {
    description: 'The longest time without a good answer during the cutover, in milliseconds. Only set when `probe-url` was asked.'
  }
} as const satisfies Readonly<Record<string, OutputDefinition>>

export function readCutoverOutputs({ live, probes }: Report): Readonly<Record<string, string>> {
  const gaps = probes.filter(({ requests }) => requests > 0).map(({ longestGapMs }) => Math.round(longestGapMs))
  return {
    live: renderLive(live),
    ...(gaps.length === 0 ? {} : { 'downtime-ms': String(Math.max(...gaps)) })
  }
}

function renderLive(live: Report['live']): string {
  const ids = new Set(Object.values(live))
  if (ids.size <= 1) return [...ids][0] ?? ''
  return Object.entries(live)
    .map(([host, id]) => `${host}=${id ?? ''}`)
    .join(',')
}
