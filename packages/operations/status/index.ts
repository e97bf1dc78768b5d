import { argv, defineInputs, defineOperation, exec, query, renderSize, script, type Observer, type Table } from '../../core/index.ts'
import { connectionInputs } from '../connection-inputs.ts'
import type { RunningPart } from '../strategies/control.ts'
import { controlOfLive } from '../strategies/live-control.ts'
import { layoutInputs, normalizePath, targetInputs } from '../target-inputs.ts'
import { answerPlan } from '../tools/answer-plan.ts'
import { describeState } from '../tools/describe-state.ts'
import { hostPaths, workingFolder } from '../tools/host-paths.ts'
import type { Layout } from '../tools/host-paths.ts'
import { observeStates, type StateOfHost } from '../tools/observe-states.ts'
import { renderMoment } from '../tools/release-manifest.ts'
import { renderLock } from '../tools/render-lock.ts'

interface StatusOfHost extends StateOfHost {
  /** Of the status command; undefined without one. */
  readonly application: { readonly exitCode: number; readonly output: string } | undefined
  /** Units or containers, as the live release's own record names them; undefined where it is run by commands. */
  readonly running: readonly RunningPart[] | undefined
}

interface StatusValues {
  readonly path: string
  readonly layout: Layout
  readonly 'status-command': readonly string[] | undefined
}

export const status = defineOperation({
  name: 'status',
  summary: 'What is live on the hosts, whether the application runs, who holds the lock, how much space is left',
  inputs: defineInputs({
    ...connectionInputs,
    ...targetInputs,
    ...layoutInputs,
    'status-command': argv({ group: 'Commands', description: 'Ends with 0 when the application runs.', example: 'systemctl is-active app' })
  }),
  outputs: {},
  examples: [{ command: 'status --environment production', does: 'tells what is live now' }],
  danger: 'read-only',
  isAction: false,
  observe: observeStatus,
  plan: (values, hosts) =>
    answerPlan({
      operation: 'status',
      title: `Status of ${normalizePath(values.path)}`,
      hosts: hosts.map(({ host }) => host),
      tables: [
        {
          title: 'Status',
          columns: ['host', 'live', 'since (UTC)', 'commit', 'application', 'lock', 'free'],
          rows: hosts.map(({ host, state, application, running }) => {
            const manifest = state.releases.find((release) => release.id === state.live)?.manifest
            return [
              host,
              state.live ?? 'nothing',
              manifest === undefined ? '' : renderMoment(manifest.createdAt),
              manifest?.commit?.slice(0, 7) ?? '',
              describeApplication({ application, running }),
              state.lock === undefined ? 'free' : renderLock(state.lock),
              renderSize(state.freeBytes)
            ]
          })
        },
        ...runningTables(hosts)
      ],
      notes: hosts.flatMap(({ host, state }) => [
        ...describeState(host, state),
        ...state.armedGuards.map((run) => `${host}: a release waits for confirmation by run ${run}; without it the host goes back by itself`),
        ...state.abandonedGuards.map((run) => `${host}: run ${run} was never confirmed and its guard is gone; the next deploy takes it back first`)
      ]),
      answer: hosts
    })
})

async function observeStatus(values: StatusValues, observer: Observer): Promise<readonly StatusOfHost[]> {
  const states = await observeStates(values, observer)
  return Promise.all(
    states.map(async (found) => {
      const [application, running] = await Promise.all([askApplication(values, observer, found), askRunning(values, observer, found)])
      return { ...found, application, running }
    })
  )
}

async function askRunning(values: StatusValues, observer: Observer, { host, state }: StateOfHost): Promise<StatusOfHost['running']> {
  const control = controlOfLive(host, hostPaths(normalizePath(values.path), values.layout), state)
  return control?.running === undefined ? undefined : observer.ask(host, control.running)
}

function describeApplication({ application, running = [] }: Pick<StatusOfHost, 'application' | 'running'>): string {
  if (application !== undefined && application.exitCode !== 0) return `exit code ${application.exitCode}: ${application.output}`
  const unwell = running.filter(({ isWell }) => !isWell)
  if (unwell.length > 0) return `not well: ${unwell.map(({ name, state }) => `${name}: ${state}`).join('; ')}`
  return application === undefined && running.length === 0 ? 'not asked' : 'runs'
}

function runningTables(hosts: readonly StatusOfHost[]): readonly Table[] {
  const rows = hosts.flatMap(({ host, running = [] }) =>
    running.map(({ name, state, since, restarts, serves }) => [host, name, state, since === undefined ? '' : renderMoment(since * 1000), restarts === undefined ? '' : String(restarts), serves])
  )
  return rows.length === 0 ? [] : [{ title: 'What runs', columns: ['host', 'name', 'state', 'since (UTC)', 'restarts', 'serves'], rows }]
}

async function askApplication(values: StatusValues, observer: Observer, { host, state }: StateOfHost): Promise<StatusOfHost['application']> {
  const command = values['status-command']
  if (command === undefined) return undefined
  const paths = hostPaths(normalizePath(values.path), values.layout)
  const cwd = state.live === undefined ? undefined : workingFolder(paths, state.live)
  const asked = cwd === undefined ? script(':') : exec(command, { cwd })
  return observer.ask(
    host,
    query(asked, ({ exitCode, stdout }) => ({ exitCode, output: stdout.trim().split('\n').at(-1) ?? '' }))
  )
}
