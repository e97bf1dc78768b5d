import { renderSize, sealPlan, type Plan, type Problem, type RunStep, type Step, type Table } from '../../core/index.ts'
import { BACKUP_PHASE } from '../backup/backup-steps.ts'
import { findOutdatedSchedule, planPreDeploy, type PreDeployBackup } from '../backup/pre-deploy.ts'
import { isProbed, planProbes } from '../tools/plan-probes.ts'
import { journalFolder } from '../tools/host-paths.ts'
import { PHASES } from '../tools/cutover.ts'
import { describeState } from '../tools/describe-state.ts'
import { listRefused, planHealth } from '../tools/plan-health.ts'
import { describeSeenDowntime } from '../tools/seen-downtime.ts'
import { planHost, type HostPlan } from './host-plan.ts'
import type { SshDeployValues } from './inputs.ts'
import type { SshDeployFacts } from './observe.ts'
import { cutoverEnd, startPlanning, type DeployPlanning } from './planning.ts'
import { planSteps } from './steps.ts'

export function planSshDeploy(values: SshDeployValues, facts: SshDeployFacts): Plan {
  const planning = startPlanning(values, facts)
  const hosts = facts.hosts.map((host) => planHost(planning, host))
  const isUnchanged = hosts.every((host) => host.isUnchanged)
  const { paths, releaseId } = planning
  // Where nothing is live there is nothing that could go down.
  const probed = hosts.filter(({ live, adopted }) => (live ?? adopted) !== undefined).map(({ host }) => host)
  const probes = isUnchanged ? [] : planProbes(values['probe-url'], probed)
  const backups = new Map(isUnchanged ? [] : facts.hosts.map((host) => [host, preDeployOf(planning, host)]))
  const all = [...backups.values()]
  return sealPlan(
    {
      operation: 'ssh-deploy',
      title: `Deploy ${facts.commit?.id.slice(0, 7) ?? values.source} to ${facts.hosts.join(', ')} (${paths.root})`,
      hosts: facts.hosts,
      tables: [changesTable(hosts), ...hosts.flatMap(({ strategy }) => strategy.tables), ...hosts.map(retentionTable)],
      notes: [...hosts.flatMap((host) => [...writeNotes(planning, host), ...host.strategy.notes, ...findOutdatedSchedule(host.host, values, facts.perHost[host.host]?.backup)]), ...all.flatMap(({ notes }) => notes)],
      problems: [...hosts.flatMap((host) => [...host.problems, ...host.strategy.problems, ...findCheckProblems(planning, host)]), ...all.flatMap(({ problems }) => problems)],
      phases: [...(all.some(({ steps }) => steps.length > 0) ? [BACKUP_PHASE] : []), ...PHASES],
      steps: isUnchanged ? hosts.flatMap((host) => [...checkOnly(planning, host), ...endOthers(planning, host)]) : [...all.flatMap(({ steps }) => steps), ...hosts.flatMap((host) => planSteps(planning, { ...host, backup: backups.get(host.host)?.id }, isProbed(probes, host.host)))],
      onFailure: 'undo',
      journals: Object.fromEntries(facts.hosts.map((host) => [host, journalFolder(paths, facts.runId)])),
      probes,
      live: Object.fromEntries(
        hosts.map(({ host, live, adopted }) => [host, { before: live?.id ?? adopted?.id, after: isUnchanged ? live?.id : releaseId }])
      ),
      outputs: {
        release: isUnchanged ? (hosts[0]?.live?.id ?? releaseId) : releaseId,
        backup: all[0]?.id ?? '',
        changed: String(!isUnchanged),
        commit: facts.commit?.id ?? ''
      }
    },
    [...all.flatMap(({ volatile }) => volatile), releaseId, planning.adoptedId, facts.runId, String(planning.createdAt), String(planning.createdAt - 1), JSON.stringify(facts.run)]
  )
}

function preDeployOf({ values, facts }: DeployPlanning, host: string): PreDeployBackup {
  const state = facts.perHost[host]
  if (state === undefined) throw new RangeError(`Nothing is known of ${host}`)
  return planPreDeploy(host, { values, state, facts: state.backup, runId: facts.runId, run: facts.run })
}

/** Nothing to change: only whether what is live is healthy. */
function checkOnly(planning: DeployPlanning, { host, live }: HostPlan): readonly Step[] {
  const { id, control } = cutoverEnd(planning, host, { id: live?.id ?? planning.releaseId, commit: live?.manifest?.commit, recorded: live?.manifest?.strategy })
  const { health } = planHealth(planning.values, { host, paths: planning.paths, release: id, control })
  if (health === undefined) return []
  return [{ kind: 'wait-healthy', id: 'wait-healthy', title: 'Check that the live release is healthy', host, phase: 'verify', effect: 'read', ...health }]
}

/** What a run left beside the live release that was broken off after it had confirmed it. */
function endOthers(planning: DeployPlanning, { host, live }: HostPlan): readonly RunStep[] {
  const { served = {}, releases = [] } = planning.facts.perHost[host] ?? {}
  return [...new Set(Object.values(served))].flatMap((id): readonly RunStep[] => {
    const manifest = releases.find((release) => release.id === id)?.manifest
    if (id === live?.id || manifest === undefined) return []
    const { retire, timeoutSeconds } = cutoverEnd(planning, host, { id, commit: manifest.commit, recorded: manifest.strategy }).control
    if (retire === undefined) return []
    return [{ kind: 'run', id: `retire-${id}`, title: `${retire.title}: it was left running beside ${live?.id ?? 'nothing'}`, host, phase: 'finish', effect: 'write', optional: true, command: retire.command, timeoutSeconds }]
  })
}

/** Also where nothing is going to be asked: the next deploy would. */
function findCheckProblems(planning: DeployPlanning, { host }: HostPlan): readonly Problem[] {
  const { control } = cutoverEnd(planning, host, { id: planning.releaseId, commit: planning.facts.commit?.id })
  const refused = listRefused(planning.values, { host, paths: planning.paths, release: planning.releaseId, control })
  return refused.map((message) => ({ code: 'DK_INPUT_INVALID', host, message, remedy: 'Correct the line of health-check; nothing has been changed' }))
}

function changesTable(hosts: readonly HostPlan[]): Table {
  return {
    title: 'What changes',
    columns: ['host', 'live now', 'new', 'changed', 'removed', 'to send', 'reused', 'env file'],
    rows: hosts.map(({ host, live, adopted, difference, environment, isUnchanged }) => [
      host,
      live?.id ?? adopted?.id ?? 'nothing',
      String(difference.added.length),
      String(difference.changed.length),
      String(difference.removed.length),
      isUnchanged ? 'nothing' : renderSize(difference.sendBytes),
      `${difference.reuse.length} files, ${renderSize(difference.reuseBytes)}`,
      environment === undefined ? 'none' : environment.isNew ? 'new version' : 'unchanged'
    ])
  }
}

function retentionTable({ host, retention }: HostPlan): Table {
  return {
    title: `Releases on ${host} afterwards`,
    columns: ['release', 'decision', 'reason'],
    rows: retention.map(({ release, keep, reason }) => [release, keep ? 'keep' : 'remove', reason])
  }
}

function writeNotes({ values, facts, environmentNames }: DeployPlanning, plan: HostPlan): readonly string[] {
  const { host, live, adopted, isUnchanged } = plan
  const found = facts.perHost[host]
  const changedByHand = found?.changedByHand ?? []
  const pending = [...(found?.armedGuards ?? []), ...(found?.abandonedGuards ?? [])]
  const notes: readonly (string | false)[] = [
    isUnchanged && `${host}: ${live?.id} is live and has this content already: nothing to do`,
    live === undefined && adopted === undefined && `${host}: first deploy, there is nothing to return to; if it fails, nothing is live`,
    !isUnchanged && live !== undefined && found?.seenDowntime !== undefined && `${host}: ${describeSeenDowntime(found.seenDowntime)}`,
    adopted !== undefined &&
      `${host}: takes over a folder that is in use: ${adopted.tree.entries.length} of its files are replaced and kept as ${adopted.id}; the others stay`,
    changedByHand.length > 0 &&
      `${host}: ${changedByHand.length} files of the live release were changed on the host since it was deployed: ${changedByHand.slice(0, 5).join(', ')}`,
    pending.length > 0 && `${host}: an unconfirmed release of another run is taken back first`,
    (values['health-check'] ?? []).length === 0 && values['status-command'] === undefined && `${host}: no health check is given: the release stays when its commands succeed`,
    values['skip-health-check'] && `${host}: the health check is skipped`,
    values['unsafe-skip-host-key-check'] && `${host}: the host key is NOT checked`,
    found?.isOlder === undefined && live?.manifest?.commit !== undefined && live.manifest.commit !== facts.commit?.id &&
      `${host}: whether the commit is older than the live one cannot be told (no git history here)`,
    environmentNames.length > 0 && `${host}: the env file has ${environmentNames.join(', ')}`
  ]
  return [...notes.filter((note) => note !== false), ...(found === undefined ? [] : describeState(host, found))]
}
