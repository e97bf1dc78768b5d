import { exec, sealPlan, type Plan, type Probe, type Problem, type Step } from '../../core/index.ts'
import { findDataProblems, type DataFacts } from '../restore/backup-facts.ts'
import { CHECK_PHASE, DATA_PHASES, planStage, removeOldStep, swapSecondsOf } from '../restore/stage-and-give-back.ts'
import { noteData, tableData, tellWayBack, volatileData } from '../restore/planned-components.ts'
import { normalizePath } from '../target-inputs.ts'
import { afterUndo } from '../tools/cutover-back.ts'
import { planCutover } from '../tools/cutover-steps.ts'
import { PHASES, type Cutover, type CutoverRelease } from '../tools/cutover.ts'
import { findForeignCurrent } from '../tools/describe-state.ts'
import { hostPaths, journalFolder, releaseFolder, type HostPaths } from '../tools/host-paths.ts'
import { listRefused, planHealth, toBefore } from '../tools/plan-health.ts'
import { findUnmeasured, isProbed, planProbes } from '../tools/plan-probes.ts'
import { settingsOfCommands } from '../strategies/commands.ts'
import type { HostPlace } from '../strategies/control.ts'
import { controlOf, recordedStrategy, type StrategySettings } from '../strategies/strategy.ts'
import type { Release } from '../tools/release-manifest.ts'
import { planInPlaceChanges } from '../tools/working-folder.ts'
import { describeLoss, findNothingLeft, planDataBack, type DataBack, type DataEnd } from './components-back.ts'
import { releasesTable, targetOf, writeNotes } from './describe-rollback.ts'
import type { RollbackValues } from './inputs.ts'
import type { RollbackFacts, RollbackHostFacts } from './observe.ts'

export function planRollback(values: RollbackValues, facts: RollbackFacts): Plan {
  const paths = hostPaths(normalizePath(values.path), values.layout)
  const hosts = facts.hosts.map((host) => ({ host, found: facts.perHost[host] }))
  const unmeasured = findUnmeasured(values).map((message): Problem => ({ code: 'DK_INPUT_INVALID', message, remedy: 'Give both, or neither' }))
  const problems = [...unmeasured, ...hosts.flatMap(({ host, found }) => findProblems({ values, paths }, host, found))]
  const targets = hosts.map(({ found }) => targetOf(found)?.id)
  const probes = planProbes(values['probe-url'], facts.hosts)
  const backs = problems.length > 0 ? [] : hosts.flatMap(({ host, found }) => planData({ values, facts, paths }, host, found))
  return sealPlan(
    {
      operation: 'rollback',
      title: `Roll back ${facts.hosts.join(', ')} (${paths.root})${describeTargets(targets)}`,
      hosts: facts.hosts,
      tables: [releasesTable(hosts), ...(backs.length === 0 ? [] : [tableData(backs)])],
      notes: [...backs.flatMap((back) => noteDataBack(back, values)), ...writeNotes(values, hosts), ...hosts.flatMap(({ host, found }) => noteUnasked({ values, paths }, host, found))],
      problems,
      phases: [...(values['with-data'] ? DATA_PHASES : []), ...PHASES],
      steps: problems.length > 0 ? [] : hosts.flatMap(({ host, found }) => planHost({ values, facts, paths, probes }, host, { found, back: backs.find((back) => back.host === host) })),
      onFailure: 'undo',
      ...(backs.length === 0 ? {} : { afterwards: backs.flatMap(({ data }) => tellWayBack(data)), failing: FAILING_WITH_DATA }),
      journals: Object.fromEntries(facts.hosts.map((host) => [host, journalFolder(paths, facts.runId)])),
      probes,
      live: Object.fromEntries(hosts.map(({ host, found }) => [host, { before: found?.state.live, after: targetOf(found)?.id }])),
      outputs: {
        release: targets[0] ?? '',
        'rolled-back-from': hosts[0]?.found?.state.live ?? '',
        ...(backs[0] === undefined ? {} : { backup: backs[0].data.backup.id, 'emergency-backup': backs[0].data.emergency?.head.id ?? '' })
      }
    },
    [...backs.flatMap(({ data, found }) => volatileData(data, found)), facts.runId, JSON.stringify(facts.run)]
  )
}

function describeTargets(targets: readonly (string | undefined)[]): string {
  const known = new Set(targets.filter((target) => target !== undefined))
  return known.size === 0 ? '' : ` to ${[...known].join(', ')}`
}

interface Planning {
  readonly probes: readonly Probe[]
  readonly values: RollbackValues
  readonly facts: RollbackFacts
  readonly paths: HostPaths
}

type HostDataBack = DataBack & { readonly host: string; readonly found: DataFacts; readonly target: string }

/** Empty when the data stays as it is. */
function planData({ values, facts, paths }: Omit<Planning, 'probes'>, host: string, found: RollbackHostFacts | undefined): readonly HostDataBack[] {
  const { data, state } = found ?? {}
  const target = targetOf(found)
  const live = state?.releases.find(({ id }) => id === state.live)
  if (data === undefined || 'code' in data || state === undefined || target === undefined || live === undefined) return []
  const endOf = (release: Release): DataEnd => ({ settings: settingsOf(release, values), place: placeOf(release, { host, live: state.live, served: state.served, paths }) })
  const back = planDataBack(host, data, { run: { values, facts }, from: endOf(live), to: endOf(target) })
  return back === undefined ? [] : [{ ...back, host, found: data, target: target.id }]
}

const FAILING_WITH_DATA: NonNullable<Plan['failing']> = {
  undone: 'DK_DEPLOY_UNDONE',
  asBefore: 'The release and the data that were live before are live, all of it',
  unsure: 'Whether the release and the data that were live before are live is NOT known. Nothing of the data is lost: it is there under its name, or beside it under a name with -old or _old. The next deploy-kit run that takes the lock goes back first'
}

function noteDataBack({ host, data, found, target, pause }: HostDataBack, values: RollbackValues): readonly string[] {
  return [
    ...(found.backup === undefined ? [] : [describeLoss(host, found.backup, target)]),
    ...noteData(data, values),
    pause === undefined ? `${host}: nobody has said how the application is stopped and started (stop-command, restart-command): stop what writes by hand` : `${host}: stopped until the release is started: ${pause.title}`
  ]
}

interface HostTold {
  readonly found: RollbackHostFacts | undefined
  readonly back: HostDataBack | undefined
}

function planHost({ values, facts, paths, probes }: Planning, host: string, { found, back }: HostTold): readonly Step[] {
  const target = targetOf(found)
  if (found === undefined || target === undefined) return []
  const live = found.state.releases.find((release) => release.id === found.state.live)
  const place = { host, live: found.state.live, served: found.state.served }
  const to = toEnd(target, values, { ...place, paths })
  const from = live === undefined ? undefined : toEnd(live, values, { ...place, paths })
  const changes = planInPlaceChanges(
    { tree: found.liveTree, environmentFile: live?.manifest?.environmentFile },
    { tree: found.targetTree, environmentFile: target.manifest?.environmentFile },
    {
      distrusted: new Set([...found.changedByHand, ...environmentFiles(live, target)]),
      protectedPaths: [...(live?.manifest?.protectedPaths ?? []), ...(target.manifest?.protectedPaths ?? [])]
    }
  )
  const cutover: Cutover = {
    host,
    paths,
    runId: facts.runId,
    from,
    to,
    change: values.layout === 'in-place' ? changes : undefined,
    hooks: { beforeCutover: facts.hooks['before-cutover'], afterCutover: facts.hooks['after-cutover'], onFailure: facts.hooks['on-failure'] },
    hookTimeoutSeconds: values['hook-timeout'],
    ...waitForData(planHealth(values, { host, paths, release: target.id, control: to.control, before: toBefore(from) }), values, back),
    data: back?.cutover,
    downtime: isProbed(probes, host) ? { maxFailedRequests: values['max-failed-requests'] } : undefined,
    onBad: 'mark-bad',
    marksFromBad: true,
    entry: { operation: 'rollback', outcome: 'rolled-back', release: target.id, before: live?.id, commit: target.manifest?.commit, ...(back === undefined ? {} : { backup: back.data.backup.id }), run: facts.run }
  }
  if (back === undefined) return [beginStep(cutover, 'prepare'), ...planCutover(cutover)]
  return [...planStage(back.data), beginStep(cutover, CHECK_PHASE), ...planCutover(cutover), removeOldStep(back.data)]
}

/** The guard waits for the swap as well. */
function waitForData<T extends Pick<Cutover, 'confirmTimeoutSeconds'>>(health: T, values: RollbackValues, back: HostDataBack | undefined): T {
  if (back === undefined || values['confirm-timeout'] !== undefined) return health
  return { ...health, confirmTimeoutSeconds: health.confirmTimeoutSeconds + swapSecondsOf(back.data) }
}

const BEGIN_SECONDS = 30

function beginStep(cutover: Cutover, phase: string): Step {
  const { host, paths, to, hookTimeoutSeconds } = cutover
  return {
    kind: 'run',
    id: 'begin',
    title: `Look whether ${to.id} is still there`,
    host,
    phase,
    effect: 'write',
    command: exec(['test', '-d', releaseFolder(paths, to.id)]),
    timeoutSeconds: BEGIN_SECONDS,
    undo: { title: 'Note the failure', command: afterUndo(cutover, []), timeoutSeconds: BEGIN_SECONDS + hookTimeoutSeconds }
  }
}

/** Two releases with different versions of the env file have links that differ, although they look alike in the lists. */
function environmentFiles(live: Release | undefined, target: Release): readonly string[] {
  if (live?.manifest?.environment === target.manifest?.environment) return []
  return [live?.manifest?.environmentFile, target.manifest?.environmentFile].filter((file) => file !== undefined)
}

type Where = Omit<HostPlace, 'id' | 'commit'>

const settingsOf = ({ manifest }: Release, values: RollbackValues): StrategySettings => recordedStrategy(manifest?.strategy, settingsOfCommands(values))
const placeOf = ({ id, manifest }: Release, where: Where): HostPlace => ({ ...where, id, commit: manifest?.commit })

function toEnd(release: Release, values: RollbackValues, where: Where): CutoverRelease {
  const place = placeOf(release, where)
  return { id: release.id, commit: place.commit, control: controlOf(settingsOf(release, values), place) }
}

function findProblems({ values, paths }: Pick<Planning, 'values' | 'paths'>, host: string, found: RollbackHostFacts | undefined): readonly Problem[] {
  if (found === undefined) return []
  const { live, releases } = found.state
  const problems: Problem[] = [...('problem' in found.target ? [found.target.problem] : []), ...findForeignCurrent(host, paths, found.state)]
  if (values.layout === 'in-place' && live !== undefined && !releases.some((release) => release.id === live)) {
    problems.push({
      code: 'DK_RELEASE_UNKNOWN',
      host,
      message: `The staged files of ${live}, which is live on ${host}, were deleted: if the rollback failed, nothing could bring them back`,
      remedy: 'Deploy with ssh-deploy: it keeps the files that it replaces'
    })
  }
  const { data } = found
  if (data !== undefined) problems.push(...('code' in data ? [data] : [...findDataProblems(host, data, values), ...findNothingLeft(host, data)]))
  if (found.state.exists && !found.state.isWritable) {
    problems.push({
      code: 'DK_PERMISSION_DENIED',
      host,
      message: `The user may not write in ${values.path} on ${host}`,
      remedy: 'Log in as the user that deployed, or run deploy-kit preflight --repair-permissions'
    })
  }
  return problems
}

/** An older release need not have every service that is asked for now: it is gone back to nevertheless. */
function noteUnasked({ values, paths }: Pick<Planning, 'values' | 'paths'>, host: string, found: RollbackHostFacts | undefined): readonly string[] {
  const target = targetOf(found)
  if (found === undefined || target === undefined) return []
  const { control } = toEnd(target, values, { host, live: found.state.live, served: found.state.served, paths })
  const refused = listRefused(values, { host, paths, release: target.id, control })
  return refused.map((words) => `${host}: not asked of ${target.id}: ${words}`)
}
