import { defineInputs, defineOperation, exec, integer, query, type Observer } from '../../core/index.ts'
import { connectionInputs } from '../connection-inputs.ts'
import { normalizePath, targetInputs } from '../target-inputs.ts'
import { answerPlan } from '../tools/answer-plan.ts'
import { hostPaths } from '../tools/host-paths.ts'
import { parseLedger, type LedgerDowntime, type LedgerReading } from '../tools/ledger.ts'

interface LedgerOfHost {
  readonly host: string
  readonly ledger: LedgerReading
}

export const log = defineOperation({
  name: 'log',
  summary: 'The ledger of the hosts: every operation, by whom and how it ended, with its chain verified',
  inputs: defineInputs({
    ...connectionInputs,
    ...targetInputs,
    last: integer({ group: 'Behaviour', description: 'How many of the last entries to show.', default: '20', min: 1, max: 100_000 })
  }),
  outputs: {},
  examples: [{ command: 'log --environment production --last 5', does: 'shows the last five operations' }],
  danger: 'read-only',
  isAction: false,
  observe: async (values, observer: Observer): Promise<readonly LedgerOfHost[]> => {
    const { ledger } = hostPaths(normalizePath(values.path), 'releases')
    const question = query(exec(['cat', ledger]), ({ stdout }) => parseLedger(stdout))
    return Promise.all(observer.hosts.map(async (host) => ({ host, ledger: await observer.ask(host, question) })))
  },
  plan: (values, hosts) =>
    answerPlan({
      operation: 'log',
      title: `Ledger of ${normalizePath(values.path)}`,
      hosts: hosts.map(({ host }) => host),
      tables: hosts.map(({ host, ledger }) => ({
        title: `Ledger on ${host}`,
        columns: ['at (UTC)', 'operation', 'outcome', 'release', 'before', 'commit', 'downtime', 'by'],
        rows: ledger.lines
          .slice(-values.last)
          .map((line) => [
            line.at.replace('T', ' ').replace('Z', ''),
            line.operation,
            line.outcome,
            line.backup === undefined ? line.release : `${line.release} with ${line.backup}`,
            line.before ?? '',
            line.commit?.slice(0, 7) ?? '',
            (line.downtime ?? []).map(renderSeen).join('; '),
            line.run.url ?? line.run.who
          ])
      })),
      notes: hosts.flatMap(({ host, ledger }) => (ledger.lines.length === 0 ? [`${host}: the ledger is empty`] : [])),
      problems: hosts.flatMap(({ host, ledger }) =>
        ledger.broken.length === 0
          ? []
          : [
              {
                code: 'DK_LEDGER_CORRUPT' as const,
                host,
                message: `The ledger on ${host} was changed or damaged at line ${ledger.broken.join(', ')}`,
                remedy: 'Compare it with the logs of the runs that it names; later lines are chained again'
              }
            ]
      ),
      answer: hosts
    })
})

function renderSeen({ requests, failures, longestGapMs }: LedgerDowntime): string {
  return failures === 0 ? `none in ${requests} requests` : `${failures} of ${requests} requests, up to ${longestGapMs} ms`
}
