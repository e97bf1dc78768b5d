import { exec, sealPlan, type Plan, type Probe, type Problem, type Step, type Table } from '../../core/index.ts'
import { normalizePath } from '../target-inputs.ts'
import { afterUndo } from '../tools/cutover-back.ts'
import { planCutover } from '../tools/cutover-steps.ts'
import { PHASES, type Cutover, type CutoverRelease } from '../tools/cutover.ts'
import { describeState, findForeignCurrent } from '../tools/describe-state.ts'
import { hostPaths, journalFolder, releaseFolder, type HostPaths } from '../tools/host-paths.ts'
import { listRefused, planHealth, toBefore } from '../tools/plan-health.ts'
import { findUnmeasured, isProbed, planProbes } from '../tools/plan-probes.ts'
import { settingsOfCommands } from '../strategies/commands.ts'
import type { HostPlace } from '../strategies/control.ts'
import { controlOf, recordedStrategy } from '../strategies/strategy.ts'
import { renderMoment, type Release } from '../tools/release-manifest.ts'
import { planInPlaceChanges } from '../tools/working-folder.ts'
import type { RollbackFacts, RollbackHostFacts, RollbackValues } from './observe.ts'

export function planRollback(values: RollbackValues, facts: RollbackFacts): Plan {
  const paths = hostPaths(normalizePath(values.path), values.layout)
  const hosts = facts.hosts.map((host) => ({ host, found: facts.perHost[host] }))
  const unmeasured = findUnmeasured(values).map((message): Problem => ({ code: 'DK_INPUT_INVALID', message, remedy: 'Give both, or neither' }))
  const problems = [...unmeasured, ...hosts.flatMap(({ host, found }) => findProblems({ values, paths }, host, found))]
  const targets = hosts.map(({ found }) => targetOf(found)?.id)
  const probes = planProbes(values['probe-url'], facts.hosts)
  return sealPlan(
    {
      operation: 'rollback',
      title: `Roll back ${facts.hosts.join(', ')} (${paths.root})${describeTargets(targets)}`,
      hosts: facts.hosts,
      tables: [releasesTable(hosts)],
      notes: [...writeNotes(values, hosts), ...hosts.flatMap(({ host, found }) => noteUnasked({ values, paths }, host, found))],
      problems,
      phases: [...PHASES],
      steps: problems.length > 0 ? [] : hosts.flatMap(({ host, found }) => planHost({ values, facts, paths, probes }, host, found)),
      onFailure: 'undo',
      journals: Object.fromEntries(facts.hosts.map((host) => [host, journalFolder(paths, facts.runId)])),
      probes,
      live: Object.fromEntries(hosts.map(({ host, found }) => [host, { before: found?.state.live, after: targetOf(found)?.id }])),
      outputs: { release: targets[0] ?? '', 'rolled-back-from': hosts[0]?.found?.state.live ?? '' }
    },
    [facts.runId, JSON.stringify(facts.run)]
  )
}

function describeTargets(targets: readonly (string | undefined)[]): string {
  const known = new Set(targets.filter((target) => target !== undefined))
  return known.size === 0 ? '' : ` to ${[...known].join(', ')}`
}

function targetOf(found: RollbackHostFacts | undefined): Release | undefined {
  return found !== undefined && 'found' in found.target ? found.target.found : undefined
}

interface Planning {
  readonly probes: readonly Probe[]
  readonly values: RollbackValues
  readonly facts: RollbackFacts
  readonly paths: HostPaths
}

function planHost({ values, facts, paths, probes }: Planning, host: string, found: RollbackHostFacts | undefined): readonly Step[] {
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
    ...planHealth(values, { host, paths, release: target.id, control: to.control, before: toBefore(from) }),
    downtime: isProbed(probes, host) ? { maxFailedRequests: values['max-failed-requests'] } : undefined,
    onBad: 'mark-bad',
    marksFromBad: true,
    entry: { operation: 'rollback', outcome: 'rolled-back', release: target.id, before: live?.id, commit: target.manifest?.commit, run: facts.run }
  }
  return [beginStep(cutover), ...planCutover(cutover)]
}

const BEGIN_SECONDS = 30

function beginStep(cutover: Cutover): Step {
  const { host, paths, to, hookTimeoutSeconds } = cutover
  return {
    kind: 'run',
    id: 'begin',
    title: `Look whether ${to.id} is still there`,
    host,
    phase: 'prepare',
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

function toEnd({ id, manifest }: Release, values: RollbackValues, place: Omit<HostPlace, 'id' | 'commit'>): CutoverRelease {
  const commit = manifest?.commit
  return { id, commit, control: controlOf(recordedStrategy(manifest?.strategy, settingsOfCommands(values)), { ...place, id, commit }) }
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

type HostWithFacts = { readonly host: string; readonly found: RollbackHostFacts | undefined }

function releasesTable(hosts: readonly HostWithFacts[]): Table {
  return {
    title: 'Releases',
    columns: ['host', 'release', 'state', 'made (UTC)', 'commit', 'what happens'],
    rows: hosts.flatMap(({ host, found }) =>
      (found?.state.releases ?? []).toReversed().map(({ id, state, manifest }) => [
        host,
        id,
        state,
        manifest === undefined ? '' : renderMoment(manifest.createdAt),
        manifest?.commit?.slice(0, 7) ?? '',
        id === found?.state.live ? 'live now, is marked bad' : id === targetOf(found)?.id ? 'becomes live' : ''
      ])
    )
  }
}

/** The data that fits what is gone back to, when the live release was deployed after a backup of it. */
function describeData(found: RollbackHostFacts | undefined): string {
  const live = found?.state.releases.find(({ id }) => id === found.state.live)
  const place = found?.state.releases.findIndex(({ id }) => id === found.state.live) ?? -1
  const isBefore = found !== undefined && found.state.releases[place - 1]?.id === targetOf(found)?.id
  const backup = live?.manifest?.backup
  return backup === undefined || !isBefore ? '' : `; they were backed up before ${live?.id} was deployed: deploy-kit restore --backup ${backup}`
}

function writeNotes(values: RollbackValues, hosts: readonly HostWithFacts[]): readonly string[] {
  const notes: readonly (string | false)[] = hosts.flatMap(({ host, found }) => [
    targetOf(found)?.state === 'bad' && `${host}: ${targetOf(found)?.id} is marked bad; it is used because it was named`,
    (found?.changedByHand.length ?? 0) > 0 && `${host}: ${found?.changedByHand.length} files were changed on the host and are replaced`,
    values['unsafe-skip-host-key-check'] && `${host}: the host key is NOT checked`,
    `${host}: databases are not rolled back${describeData(found)}`
  ])
  const targets = new Set(hosts.map(({ found }) => targetOf(found)?.id))
  return [
    ...notes.filter((note) => note !== false),
    ...hosts.flatMap(({ host, found }) => (found === undefined ? [] : describeState(host, found.state))),
    ...(targets.size > 1 ? ['The hosts go back to different releases'] : [])
  ]
}
