import { all, renderCount, renderSize, renderTreeText, type Command, type RunStep, type Step } from '../../core/index.ts'
import { afterUndo } from '../tools/cutover-back.ts'
import { hookStep, planCutover } from '../tools/cutover-steps.ts'
import type { Cutover, CutoverRelease } from '../tools/cutover.ts'
import { listBuilt } from '../tools/built-files.ts'
import { writeEnvironment } from '../tools/env-file.ts'
import { runHook } from '../tools/hooks.ts'
import { guardFolder, releaseFolder } from '../tools/host-paths.ts'
import type { LedgerEntry } from '../tools/ledger.ts'
import { linkUnchanged, publishTree, receiveTree } from '../tools/receive-tree.ts'
import { commandPlace } from '../tools/command-place.ts'
import type { ReleaseManifest } from '../tools/release-manifest.ts'
import {
  linkEnvironment,
  makeFolders,
  markRelease,
  recordRelease,
  removeReleases,
  setReleaseAside,
  storedTree
} from '../tools/release-steps.ts'
import { linkShared } from '../tools/shared-paths.ts'
import { verifyTree } from '../tools/verify-tree.ts'
import { keepWorkingFiles, storeChange } from '../tools/working-folder.ts'
import { planHealth, toBefore } from '../tools/plan-health.ts'
import { KEEP_FAILED, type HostPlan } from './host-plan.ts'
import { cutoverEnd, type DeployPlanning } from './planning.ts'

const QUICK_SECONDS = 60
const BUILT_SECONDS = 600

/** How many runs' journals stay on a host for a look back. */
const KEEP_JOURNALS = 10

export function planSteps(planning: DeployPlanning, plan: HostPlan, isProbed: boolean): readonly Step[] {
  const cutover = { ...describeCutover(planning, plan), downtime: isProbed ? { maxFailedRequests: planning.values['max-failed-requests'] } : undefined }
  return [...prepareSteps(planning, plan, cutover), ...planCutover(cutover), cleanUpStep(planning, plan), ...plan.strategy.finish]
}

function describeCutover(planning: DeployPlanning, plan: HostPlan): Omit<Cutover, 'downtime'> {
  const { values, facts, paths, releaseId } = planning
  const { hooks } = facts
  const to = cutoverEnd(planning, plan.host, { id: releaseId, commit: facts.commit?.id })
  const from = describeFrom(planning, plan)
  const entry: LedgerEntry = {
    operation: 'ssh-deploy',
    outcome: 'deployed',
    release: releaseId,
    before: from?.id,
    commit: facts.commit?.id,
    run: facts.run
  }
  return {
    host: plan.host,
    paths,
    runId: facts.runId,
    from,
    to,
    change: plan.change,
    hooks: { beforeCutover: hooks['before-cutover'], afterCutover: hooks['after-cutover'], onFailure: hooks['on-failure'] },
    hookTimeoutSeconds: values['hook-timeout'],
    ...planHealth(values, { host: plan.host, paths, release: to.id, control: to.control, before: plan.live === undefined ? undefined : toBefore(from) }),
    onBad: 'set-aside',
    marksFromBad: false,
    entry
  }
}

function describeFrom(planning: DeployPlanning, { host, live, adopted }: HostPlan): CutoverRelease | undefined {
  if (live !== undefined) return cutoverEnd(planning, host, { id: live.id, commit: live.manifest?.commit, recorded: live.manifest?.strategy })
  return adopted === undefined ? undefined : cutoverEnd(planning, host, { id: adopted.id, commit: undefined })
}

function prepareSteps(planning: DeployPlanning, plan: HostPlan, cutover: Cutover): readonly Step[] {
  const { values, paths, releaseId, facts } = planning
  const { difference, live, tree } = plan
  const partial = `${releaseFolder(paths, releaseId)}.partial`
  const step = (id: string, title: string, command: Command, more: Partial<RunStep> = {}): RunStep => ({
    kind: 'run',
    id,
    title,
    host: plan.host,
    phase: 'prepare',
    effect: 'write',
    command,
    timeoutSeconds: QUICK_SECONDS,
    ...more
  })
  const beforeUpload = hookStep(cutover, 'before-upload', facts.hooks['before-upload']).map((hook) => inRoot(hook, cutover, facts.hooks['before-upload']))
  return [
    step('begin', `Prepare ${paths.root}`, makeFolders(paths), { undo: abandon(planning, cutover) }),
    ...beforeUpload,
    {
      kind: 'upload',
      id: 'upload',
      title: `Upload ${renderCount(difference.added.length + difference.changed.length, 'file')} (${renderSize(difference.sendBytes)})`,
      host: plan.host,
      phase: 'prepare',
      effect: 'write',
      source: values.source,
      entries: difference.send,
      receive: receiveTree(partial),
      acceptsZstd: facts.perHost[plan.host]?.hasZstd === true,
      timeoutSeconds: values['upload-timeout']
    },
    ...(live === undefined || difference.reuse.length === 0
      ? []
      : [
          step(
            'link-unchanged',
            `Reuse ${renderCount(difference.reuse.length, 'unchanged file')} (${renderSize(difference.reuseBytes)})`,
            linkUnchanged({
              previousFolder: releaseFolder(paths, live.id),
              partialFolder: partial,
              files: difference.reuse,
              isWritten: facts.hooks['after-upload'] !== undefined
            }),
            { timeoutSeconds: values['upload-timeout'] }
          )
        ]),
    step(
      'verify',
      `Verify ${renderCount(tree.entries.filter((entry) => entry.type === 'file').length, 'file')} by SHA-256`,
      verifyTree({
        folder: partial,
        treeText: renderTreeText(tree.entries),
        storeAs: storedTree(paths, releaseId),
        ...(live === undefined ? {} : { previous: storedTree(paths, live.id) })
      }),
      {
        timeoutSeconds: values['upload-timeout'],
        failures: { 1: { code: 'DK_UPLOAD_CORRUPT', remedy: 'Deploy again: what differs is sent anew. If it happens again, check the disk of the host' } }
      }
    ),
    ...environmentSteps(planning, plan, step),
    ...((values['shared-paths'] ?? []).length === 0
      ? []
      : [step('link-shared', `Link ${values['shared-paths']?.join(', ')}`, linkShared(partial, paths.shared, values['shared-paths'] ?? []))]),
    ...adoptionSteps(planning, plan, step),
    step(
      'publish',
      `Make it the release ${releaseId}`,
      all(recordRelease(paths, manifestFor(planning, plan)), publishTree(partial, releaseFolder(paths, releaseId))),
      { timeoutSeconds: 300 }
    ),
    ...plan.strategy.prepare,
    ...afterUploadSteps(cutover, facts.hooks['after-upload'], releaseFolder(paths, releaseId)),
    ...listBuiltSteps(planning, plan, step)
  ]
}

type MakeStep = (id: string, title: string, command: Command) => RunStep

function environmentSteps({ paths, environmentText, releaseId, values, secretValues }: DeployPlanning, plan: HostPlan, step: MakeStep): readonly RunStep[] {
  const { environment } = plan
  if (environment === undefined || environmentText === undefined) return []
  const file = values['env-file']
  return [
    ...(environment.isNew ? [step('write-environment', `Write the env file (0600)`, writeEnvironment(paths.environments, environment.version, { text: environmentText, secrets: secretValues }))] : []),
    step('link-environment', `Link ${file}`, linkEnvironment(paths, releaseId, { version: environment.version, file }))
  ]
}

/** A folder that was there before becomes the first good release, so that there is something to go back to. */
function adoptionSteps(planning: DeployPlanning, { adopted }: HostPlan, step: MakeStep): readonly RunStep[] {
  if (adopted === undefined) return []
  const { paths, facts } = planning
  const stored = { folder: guardFolder(paths, facts.runId), name: 'adopt' }
  const files = adopted.tree.entries.filter((entry) => entry.type !== 'folder').map((entry) => entry.path)
  const manifest: ReleaseManifest = {
    ...planning.manifestOf(adopted.tree),
    id: adopted.id,
    createdAt: planning.createdAt - 1,
    commit: undefined,
    subject: 'the folder as it was before deploy-kit',
    treeDigest: adopted.tree.digest
  }
  return [
    step('list-adopted', `List ${renderCount(files.length, 'file')} of the folder that will be replaced`, storeChange(stored.folder, stored.name, { remove: [], removeFolders: [], makeFolders: [], copy: files })),
    step('adopt', `Keep them as the release ${adopted.id}`, all(
      keepWorkingFiles(paths, adopted.id, stored),
      verifyTree({ folder: releaseFolder(paths, adopted.id), treeText: renderTreeText(adopted.tree.entries), storeAs: storedTree(paths, adopted.id) }),
      recordRelease(paths, manifest),
      markRelease(paths, adopted.id, 'good')
    ))
  ]
}

function manifestFor(planning: DeployPlanning, { tree, environment, backup }: HostPlan): ReleaseManifest {
  return {
    ...planning.manifestOf(tree),
    ...(backup === undefined ? {} : { backup }),
    environment: environment?.version,
    environmentFile: environment === undefined ? undefined : planning.values['env-file']
  }
}

function inRoot(step: RunStep, cutover: Cutover, hook: DeployPlanning['facts']['hooks']['before-upload']): RunStep {
  return hook === undefined ? step : { ...step, command: runHook(hook, { ...commandPlace({ paths: cutover.paths, ...cutover.to }), cwd: cutover.paths.root }) }
}

/** The build of an in-place release runs in its staged folder: the working folder is still the old release's. */
function afterUploadSteps(cutover: Cutover, hook: DeployPlanning['facts']['hooks']['after-upload'], folder: string): readonly RunStep[] {
  if (hook === undefined) return []
  return hookStep(cutover, 'after-upload', hook).map((step) => ({ ...step, command: runHook(hook, { ...commandPlace({ paths: cutover.paths, ...cutover.to }), cwd: folder }) }))
}

/** Only the host knows what the build made; the working folder gets it by this list. */
function listBuiltSteps({ paths, facts, releaseId, values }: DeployPlanning, { environment }: HostPlan, step: MakeStep): readonly RunStep[] {
  if (values.layout === 'releases' || facts.hooks['after-upload'] === undefined) return []
  const built = { release: releaseId, environmentFile: environment === undefined ? undefined : values['env-file'] }
  return [{ ...step('list-built', 'List what the after-upload hook made', listBuilt(paths, built, values['protected-paths'] ?? [])), timeoutSeconds: BUILT_SECONDS }]
}

/** The new release is put aside, unless it was switched to: then going back has done it. */
function abandon({ paths, releaseId }: DeployPlanning, cutover: Cutover): NonNullable<RunStep['undo']> {
  return {
    title: `Put ${releaseId} aside`,
    command: afterUndo(cutover, [setReleaseAside(paths, releaseId)]),
    timeoutSeconds: QUICK_SECONDS + cutover.hookTimeoutSeconds
  }
}

function cleanUpStep({ paths, facts }: DeployPlanning, { host, retention }: HostPlan): RunStep {
  const found = facts.perHost[host]
  const removed = retention.filter((decision) => !decision.keep).map((decision) => decision.release)
  return {
    kind: 'run',
    id: 'clean-up',
    title: removed.length === 0 ? 'Sweep what earlier runs left' : `Remove ${renderCount(removed.length, 'old release')}`,
    host,
    phase: 'finish',
    effect: 'write',
    optional: true,
    command: removeReleases(paths, {
      releases: removed,
      failed: (found?.failed ?? []).slice(0, -KEEP_FAILED),
      keepJournals: KEEP_JOURNALS
    }),
    timeoutSeconds: 600
  }
}
